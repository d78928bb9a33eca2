import type { Idiom, Tools } from './idiom';
import { type Expression, float, number } from './syntax';
import { list, made, onOptimizer, table } from './write';

/** A rate that is multiplied by `gamma` at some steps and stays after the last. */
export interface Drops {
  readonly peak: number;
  readonly gamma: number;
  readonly milestones: readonly number[];
}

/** More drops than this are easier to read as a formula. */
const MOST = 20;

const isShort = ({ milestones }: Drops): boolean =>
  milestones.length > 0 &&
  milestones.length <= MOST &&
  milestones.every((one, index) => one > (milestones[index - 1] ?? 0));

const numbers = (items: readonly number[]): Expression => list(items.map((one) => number(one)));

/** Drops as each library has them. */
export const drops = {
  pytorch(all: Drops, { base, lasting }: Tools): Idiom | undefined {
    if (!isShort(all) || all.peak !== base) return undefined;
    const { milestones, gamma } = all;
    return lasting(
      onOptimizer('MultiStepLR', { milestones: numbers(milestones), gamma: float(gamma) }),
    );
  },
  optax(all: Drops, { lasting }: Tools): Idiom | undefined {
    if (!isShort(all)) return undefined;
    return lasting(
      made('optax.piecewise_constant_schedule', {
        init_value: float(all.peak),
        boundaries_and_scales: table(all.milestones.map((one) => [one, float(all.gamma)])),
      }),
    );
  },
  keras({ peak, gamma, milestones }: Drops, tools: Tools): Idiom | undefined {
    const values = [0, ...milestones].map((_, index) => peak * gamma ** index);
    return stairs.keras({ boundaries: milestones, values }, tools);
  },
  timm(all: Drops, { base, lasting }: Tools): Idiom | undefined {
    if (!isShort(all) || all.peak !== base) return undefined;
    return lasting(
      onOptimizer('MultiStepLRScheduler', {
        decay_t: numbers(all.milestones.map((one) => one + 1)),
        decay_rate: float(all.gamma),
      }),
      'MultiStepLRScheduler drops one update before its decay_t, so each is one more here',
    );
  },
};

/** Flat pieces: `values[i]` until step `boundaries[i]`. */
export const stairs = {
  keras(
    { boundaries, values }: { boundaries: readonly number[]; values: readonly number[] },
    { lasting }: Tools,
  ): Idiom | undefined {
    if (boundaries.length === 0 || boundaries.length > MOST) return undefined;
    if (boundaries.some((one, index) => one <= (boundaries[index - 1] ?? 0))) return undefined;
    return lasting(
      made('PiecewiseConstantDecay', {
        boundaries: numbers(boundaries.map((one) => one - 1)),
        values: list(values.map((one) => float(one))),
      }),
      'a boundary of Keras is the last step with the old rate',
    );
  },
};
