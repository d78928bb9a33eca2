import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Suggestion, suggestLr, type Verdict } from '../../../src/train';
import { CURVES, lossesOf, noise, RATES } from './curves';

interface Recording {
  readonly id: string;
  readonly lrs: readonly number[];
  readonly losses: readonly number[];
  readonly suggestions?: Readonly<Record<string, number>>;
}

/** Where a recorded suggestion is, by the name it was recorded under. */
const FIELDS: Readonly<Record<string, keyof Suggestion>> = {
  valley: 'valley',
  slide: 'slide',
  minimum: 'minimum',
  steep: 'steep',
  'torch_lr_finder.steepest(np.gradient over index)': 'perStep',
  'own:np.gradient over log10(lr)': 'perDecade',
};

describe('suggestLr()', () => {
  it('reproduces every recorded suggestion', () => {
    const file = new URL('../../golden/lr_finder.json', import.meta.url);
    const { records } = JSON.parse(readFileSync(file, 'utf8')) as { records: Recording[] };
    const rows = records.flatMap(({ id, lrs, losses, suggestions }) => {
      if (!suggestions) return [];
      const found = suggestLr(lrs, losses);
      return Object.entries(suggestions).map(([name, recorded]) => {
        const rate = found[FIELDS[name] as keyof Suggestion] as number;
        return { id, name, rate, recorded, miss: Math.abs(rate / recorded - 1) > 2e-7 };
      });
    });
    for (const name of Object.keys(FIELDS)) {
      const own = rows.filter((row) => row.name === name);
      console.info(`${name}: passed ${own.filter(({ miss }) => !miss).length} of ${own.length}`);
      expect(own).toHaveLength(9);
    }
    // the slope of a constant is rounding noise: the NumPy that was at hand put its minimum where ours is
    const decided = rows.filter(
      ({ id, name }) => !(id === 'lr_find/flat' && name.startsWith('own')),
    );
    expect(decided.filter(({ miss }) => miss)).toEqual([]);
  });

  for (const [verdict, curves] of Object.entries(CURVES)) {
    for (const [name, curve] of Object.entries(curves)) {
      it(`says '${verdict}' of a loss that ${name}, whatever its unit`, () => {
        const losses = lossesOf(curve);
        expect(suggestLr(RATES, losses).verdict).toBe(verdict);
        fc.assert(
          fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (power) => {
            const scaled = losses.map((loss) => loss * 10 ** power);
            expect(suggestLr(RATES, scaled).verdict).toBe(verdict);
          }),
        );
      });

      if (verdict === 'flat') continue;
      it(`says '${verdict}' of a loss that ${name}, with noise on it`, () => {
        // the definition itself takes about one noisy curve in a thousand for another
        for (let seed = 0; seed < 100; seed++) {
          const next = noise(seed);
          const losses = lossesOf((decade) => curve(decade) + 0.02 * next());
          expect(suggestLr(RATES, losses).verdict, `seed ${seed}`).toBe(verdict);
        }
      });
    }
  }

  it("says 'flat' of noise below a per cent, and nothing that suggests a rate of noise above it", () => {
    let misled = 0;
    for (let seed = 0; seed < 500; seed++) {
      const next = noise(seed);
      const unit = lossesOf(() => next());
      const verdictAt = (size: number): Verdict =>
        suggestLr(
          RATES,
          unit.map((one) => 2.3 + size * one),
        ).verdict;
      expect(verdictAt(0.005)).toBe('flat');
      expect(['noisy', 'rising', 'narrow']).toContain(verdictAt(0.1));
      if (verdictAt(0.1) === 'narrow') misled += 1;
    }
    // a random walk of noise that falls by three times itself
    expect(misled).toBeLessThan(10);
  });

  it("says 'noisy' when the noise, or the spread of the repeats, is a third of the descent", () => {
    const curve = CURVES.ok['falls and turns'];
    const losses = lossesOf(curve);
    const { descent } = suggestLr(RATES, losses).evidence;
    expect(suggestLr(RATES, losses, { spread: descent * 0.33 }).verdict).toBe('ok');
    const spread = suggestLr(RATES, losses, { spread: descent * 0.34 });
    expect(spread.verdict).toBe('noisy');
    expect(spread.reason).toMatch(
      /^the spread of the repeats, 0\.6\d+, is too large for a descent/,
    );
    let noisy = 0;
    for (let seed = 0; seed < 100; seed++) {
      const next = noise(seed);
      const found = suggestLr(
        RATES,
        losses.map((loss) => loss + 2 * next()),
      );
      if (found.verdict === 'noisy') noisy += 1;
    }
    expect(noisy).toBeGreaterThan(90);
  });

  it('measures noise as its standard deviation, whatever the curve does', () => {
    const sizes = Array.from({ length: 50 }, (_, seed) => {
      const next = noise(seed);
      const losses = lossesOf((decade) => CURVES.ok['falls and turns'](decade) + 0.05 * next());
      return suggestLr(RATES, losses).evidence.noise;
    });
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    // a centred mean of five takes a fifth of the variance along
    expect(mean / (0.05 * Math.sqrt(0.8))).toBeCloseTo(1, 1);
  });

  it('returns the numbers behind the verdict', () => {
    const losses = lossesOf(CURVES.ok['falls and jumps to infinity']);
    const { evidence } = suggestLr(RATES, losses);
    expect(evidence.start).toBeCloseTo(2.3, 4);
    expect(evidence.descent).toBeCloseTo(evidence.start - evidence.lowest, 12);
    expect(evidence.divergedAt).toBe(RATES.findIndex((rate) => rate >= 1));
    expect(evidence.divergesAfterLowest).toBe(true);
    expect(evidence.lowestRate).toBe(RATES[(evidence.divergedAt as number) - 1]);
    expect(evidence.deviation).toBeGreaterThan(0.01);
    expect(Math.abs(evidence.firstSlope)).toBeLessThan(1e-3);
    // the middle of a logistic fall: height / (4 · width), per decade
    expect(evidence.steepestSlope * Math.log(10)).toBeCloseTo(-1.9 / 4 / 0.4, 0);
  });

  it('calls a loss divergent above 4 × the lowest before it, not at it', () => {
    const at = (last: number): number | undefined =>
      suggestLr([1, 2, 3, 4, 5, 6], [2, 1, 0.7, 0.8, 0.9, last]).evidence.divergedAt;
    expect(at(4 * 0.7)).toBeUndefined();
    expect(at(4 * 0.7 + 1e-12)).toBe(5);
    expect(at(Number.POSITIVE_INFINITY)).toBe(5);
    expect(at(Number.NaN)).toBe(5);
  });

  it('does not take the update that diverged for the lowest', () => {
    const losses = lossesOf(CURVES.narrow['falls all the way']);
    expect(suggestLr(RATES, losses).verdict).toBe('narrow');
    const early = lossesOf((decade) => CURVES.narrow['falls where the range ends'](decade));
    expect(suggestLr(RATES, [...early.slice(0, -1), Number.NaN]).verdict).toBe('ok');
    expect(suggestLr(RATES, [...early.slice(0, -1), 1e9]).verdict).toBe('ok');
  });

  it('does not call a curve flat for its first points alone', () => {
    const losses = lossesOf(CURVES.ok['falls and turns']);
    expect(suggestLr(RATES, [0.1, ...losses.slice(1)]).verdict).not.toBe('flat');
    expect(suggestLr(RATES, [0.4, 0.3, 0.2, ...losses.slice(3)]).verdict).not.toBe('flat');
    expect(suggestLr(RATES, [2.3, 2.3, 2.3, ...losses.slice(3).fill(1e6)]).verdict).toBe('flat');
  });

  it('takes negative losses, such as a log-likelihood, as they are', () => {
    const losses = lossesOf((decade) => CURVES.ok['falls and turns'](decade) - 5);
    expect(suggestLr(RATES, losses).verdict).toBe('ok');
  });

  it('always has four finite numbers within the rates', () => {
    const loss = fc.oneof(
      fc.double(),
      fc.constantFrom(0, 1, 1, 1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, -1e300),
    );
    fc.assert(
      fc.property(fc.array(loss, { minLength: 5, maxLength: 120 }), (losses) => {
        const rates = losses.map((_, i) => 1e-6 * 1.1 ** i);
        const found = suggestLr(rates, losses);
        for (const name of ['valley', 'steep', 'slide', 'perStep', 'perDecade'] as const) {
          expect(rates).toContain(found[name]);
        }
        expect(rates).toContain(found.minimum * 10);
        expect(found.span).toBeGreaterThanOrEqual(1);
        expect(['flat', 'rising', 'noisy', 'narrow', 'ok']).toContain(found.verdict);
        expect(found.reason).not.toMatch(/NaN|undefined/);
      }),
      { numRuns: 500 },
    );
  });

  it('smooths and skips for the rules alone', () => {
    const losses = lossesOf(CURVES.ok['falls and diverges']);
    const spike = losses.map((loss, i) => (i === 3 ? 0.01 : loss));
    expect(suggestLr(RATES, spike).minimum).toBe((RATES[3] as number) / 10);
    const skipped = suggestLr(RATES, spike, { skipStart: 10, skipEnd: 5 });
    expect(skipped.minimum).toBe(suggestLr(RATES, losses).minimum);
    expect(skipped.evidence).toEqual(suggestLr(RATES, spike).evidence);
    const smooth = suggestLr(RATES, losses, { smoothing: 0.9 });
    expect(smooth.steep).toBeGreaterThan(suggestLr(RATES, losses).steep);
    expect(smooth.evidence.noise).toBe(suggestLr(RATES, losses).evidence.noise);
  });

  it('takes typed arrays, changes nothing, and is quick with a hundred thousand points', () => {
    const rates = Float32Array.from({ length: 100_000 }, (_, i) => 1e-6 * 1e6 ** (i / 99_999));
    const increasing = Float64Array.from(rates, (rate, i) => rate * (1 + i * 1e-12));
    const losses = Float64Array.from(increasing, (rate) => 2 - rate);
    const before = [...losses];
    expect(suggestLr(increasing, losses).verdict).toBe('narrow');
    expect([...losses]).toEqual(before);
  });

  it('refuses what is no curve', () => {
    const five = [1, 2, 3, 4, 5];
    const bad = (rates: unknown, losses: unknown, options?: unknown): (() => unknown) => {
      return () => suggestLr(rates as number[], losses as number[], options as never);
    };
    expect(bad(five, five.slice(1))).toThrow(
      'Cannot suggest a rate: there must be one loss for each rate, got 5 rates and 4 losses',
    );
    expect(bad([1, 2], [1, 2])).toThrow('there must be at least 5 points, got 2');
    expect(bad(undefined, five)).toThrow(
      new TypeError('Cannot suggest a rate: rates must be a list of numbers'),
    );
    expect(bad(five, [1, 2, null, 4, 5])).toThrow('losses must be numbers, got object at index 2');
    expect(bad([1, 2, Number.NaN, 4, 5], five)).toThrow(
      'each of rates must be finite and above the one before it, 2, got NaN at index 2',
    );
    expect(bad([1, 2, 2, 4, 5], five)).toThrow('above the one before it, 2, got 2 at index 2');
    expect(bad([5, 4, 3, 2, 1], five)).toThrow('got 4 at index 1');
    expect(bad([0, 1, 2, 3, 4], five)).toThrow('must be finite and above 0, got 0 at index 0');
    expect(bad([1, 2, 3, 4, Infinity], five)).toThrow('got Infinity at index 4');
    expect(bad(five, five, { smooth: 0.9 })).toThrow(
      "there is no option 'smooth'; there are smoothing, skipStart, skipEnd, spread",
    );
    expect(bad(five, five, { smoothing: 1 })).toThrow(
      'smoothing must be at least 0 and below 1, got 1',
    );
    expect(bad(five, five, { skipEnd: -1 })).toThrow(
      'skipEnd must be an integer of at least 0, got -1',
    );
    expect(bad(five, five, { spread: Number.NaN })).toThrow(
      'spread must be finite and at least 0, got NaN',
    );
  });
});
