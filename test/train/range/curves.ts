import { seededRandom } from '../../../src/train/random';

/** A hundred rates from 1e-7 to 10, each the same factor above the one before. */
export const RATES = Array.from({ length: 100 }, (_, i) => 1e-7 * 1e8 ** (i / 99));

/** Losses for {@link RATES}, of their decimal logarithm. */
export function lossesOf(curve: (decade: number) => number): number[] {
  return RATES.map((rate) => curve(Math.log10(rate)));
}

/** Falls from `high` to `low` around a decade. */
function fall(high: number, low: number, around: number, width: number) {
  return (decade: number): number => low + (high - low) / (1 + Math.exp((decade - around) / width));
}

const descent = fall(2.3, 0.4, -2.5, 0.4);

/** Curves whose verdict anyone can see. */
export const CURVES = {
  ok: {
    'falls and diverges': (decade) => descent(decade) + 0.9 * Math.exp(5 * (decade + 0.4)),
    'falls and turns': (decade) => descent(decade) + Math.max(0, decade + 0.5),
    'falls and jumps to infinity': (decade) => (decade < 0 ? descent(decade) : Infinity),
    'falls slowly': (decade) => fall(2.3, 0.5, -2.5, 0.8)(decade) + Math.exp(4 * (decade - 0.4)),
  },
  flat: {
    'never moves': () => 2.3,
    'never moves until it is no number': (decade) => (decade < -1 ? 2.3 : Number.NaN),
    'never moves until it explodes': (decade) => (decade < -1 ? 2.3 : 1e6),
    'is no number anywhere': () => Number.NaN,
    'drifts by a per cent and a half': (decade) => 2.3 - 0.004 * (decade + 7),
  },
  rising: {
    'rises at the end': (decade) => 2.3 + 0.5 * Math.exp(2 * (decade + 1)),
    'rises from the first rate on': (decade) => 2.3 + 0.3 * (decade + 7),
    'rises until it is no number': (decade) =>
      decade < 0 ? 2.3 + 0.5 * Math.exp(2 * (decade + 1)) : Number.NaN,
  },
  narrow: {
    'falls where the range ends': fall(2.3, 0.8, 0.2, 0.4),
    'falls all the way': (decade) => 2.3 - 0.2 * (decade + 7),
    'falls at the first rate already': (decade) =>
      0.4 + 1.9 * Math.exp(-(decade + 7)) + Math.max(0, Math.exp(4 * (decade - 0.3)) - 0.1),
  },
} satisfies Record<string, Record<string, (decade: number) => number>>;

/** Normal noise, the same for the same seed. */
export function noise(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
