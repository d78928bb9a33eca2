import { fromSpec, type SpecReader } from './from-spec';
import type { Length } from './length';
import type { Plan } from './plan';
import { piecewise } from './registry';
import { isSchedule, type Schedule } from './schedule';
import { SPEC_VERSION, type Spec } from './spec';
import { show } from './validate';

/** Name of a hyper-parameter that may follow a schedule; `momentum` is beta1 in Adam. */
export type HyperName = 'lr' | 'momentum' | 'weightDecay';

const NAMES: readonly HyperName[] = ['lr', 'momentum', 'weightDecay'];

/** Schedules of several hyper-parameters at once. */
export type HyperSchedules = Readonly<Partial<Record<HyperName, Schedule>>> & {
  readonly lr: Schedule;
};

/** The hyper-parameters of one update. */
export type HyperValues = Readonly<Partial<Record<HyperName, number>>> & { readonly lr: number };

/** A {@link Hyper} as plain JSON. */
export interface HyperSpec {
  readonly version: number;
  readonly hyper: Readonly<Partial<Record<HyperName, Spec>>>;
  readonly groups?: Readonly<Record<string, number>>;
}

/** Hyper-parameters that move together, and how parameter groups differ from them. */
export interface Hyper extends HyperSchedules {
  /** Factors on the learning rate, by parameter group. */
  readonly groups: Readonly<Record<string, number>>;
  /** Plain JSON that `hyperFromSpec` reads back. */
  readonly spec: HyperSpec;
  /** The values of a 0-based update. */
  at(step: number): HyperValues;
  /** The learning rate of a parameter group. @throws RangeError when there is none of that name. */
  group(name: string): Schedule;
  /** The same, every schedule resolved by the plan. */
  withPlan(plan: Plan): Hyper;
  toJSON(): HyperSpec;
}

/**
 * Schedules of several hyper-parameters, and factors for parameter groups.
 *
 * @param schedules `lr`, and `momentum` (beta1 in Adam) or `weightDecay` if they move too.
 * @param groups Factors on the learning rate by group, such as a tenth for a pretrained body.
 * @throws TypeError when one is no schedule; RangeError when a factor is negative or not finite.
 * @example
 * const both = hyper(
 *   { lr: oneCycle({ peak: 0.1, steps: 100 }), momentum: oneCycleMomentum({ steps: 100 }) },
 *   { body: 0.1 },
 * );
 * assert.deepEqual(both.at(30), { lr: 0.1, momentum: 0.85 });
 * assert.ok(Math.abs(both.group('body')(30) - 0.01) < 1e-15);
 */
export function hyper(
  schedules: HyperSchedules,
  groups: Readonly<Record<string, number>> = {},
): Hyper {
  const entries = Object.entries(schedules).filter(([, schedule]) => schedule !== undefined);
  for (const [name, schedule] of entries) {
    if (!(NAMES as readonly string[]).includes(name)) {
      throw new TypeError(`Cannot build hyper: ${show(name)} must be one of ${NAMES.join(', ')}`);
    }
    if (!isSchedule(schedule)) {
      throw new TypeError(`Cannot build hyper: ${name} must be a schedule, got ${show(schedule)}`);
    }
  }
  if (!isSchedule(schedules.lr)) throw new TypeError('Cannot build hyper: lr must be a schedule');
  for (const [name, factor] of Object.entries(groups)) {
    if (!(factor >= 0 && factor < Infinity)) {
      throw new RangeError(
        `Cannot build hyper: the factor of group ${show(name)} must be finite and at least 0, got ${factor}`,
      );
    }
  }
  const each = <T>(work: (schedule: Schedule) => T): Record<string, T> =>
    Object.fromEntries(entries.map(([name, schedule]) => [name, work(schedule as Schedule)]));
  const spec = (): HyperSpec => ({
    version: SPEC_VERSION,
    hyper: each((schedule) => schedule.spec),
    ...(Object.keys(groups).length > 0 && { groups: { ...groups } }),
  });
  return {
    ...schedules,
    groups: { ...groups },
    get spec() {
      return spec();
    },
    at: (step) => each((schedule) => schedule(step)) as unknown as HyperValues,
    group(name) {
      const factor = Object.hasOwn(groups, name) ? groups[name] : undefined;
      if (factor !== undefined) return schedules.lr.scale(factor);
      throw new RangeError(
        `Cannot give a rate: there is no group ${show(name)}; there are ${Object.keys(groups).join(', ') || 'none'}`,
      );
    },
    withPlan: (plan) =>
      hyper(each((schedule) => schedule.withPlan(plan)) as unknown as HyperSchedules, groups),
    toJSON: spec,
  };
}

/**
 * Hyper-parameters from their spec.
 *
 * @param read Reads the schedules in it.
 * @throws TypeError | RangeError naming the path, such as `values.peak`.
 * @example
 * const both = hyper({ lr: cosine({ peak: 0.1 }), weightDecay: constant({ peak: 0.01 }) });
 * assert.deepEqual(hyperFromSpec(both.spec).at(0), { lr: 0.1, weightDecay: 0.01 });
 */
export function hyperFromSpec(spec: HyperSpec, read: SpecReader = fromSpec): Hyper {
  const given = (spec as Partial<HyperSpec> | null)?.hyper;
  if (typeof given !== 'object' || given === null) {
    throw new TypeError(
      `Cannot read the hyper-parameters: hyper must be an object, got ${show(given)}`,
    );
  }
  const schedules = Object.entries(given).map(([name, one]) => [name, read(one)]);
  return hyper(Object.fromEntries(schedules) as HyperSchedules, spec.groups);
}

/** Options of {@link oneCycleMomentum}. */
export interface OneCycleMomentumOptions {
  /** Momentum where the rate is low; 0.95 when left out. */
  readonly high?: number;
  /** Momentum where the rate is at its peak; 0.85 when left out. */
  readonly low?: number;
  /** Share of the updates in which the rate rises; 0.3 when left out. */
  readonly rise?: number;
  /** `cosine` when left out. */
  readonly shape?: 'cosine' | 'linear';
  /** Updates it lasts; 1,000 when left out. */
  readonly steps?: Length;
}

/**
 * The momentum that goes with a one-cycle rate: low where the rate is high, so that their product
 * stays within bounds.
 *
 * @returns A schedule of momentum, not of a rate.
 * @example
 * assert.deepEqual([0, 30, 100].map(oneCycleMomentum({ steps: 100 })), [0.95, 0.85, 0.95]);
 */
export function oneCycleMomentum(options: OneCycleMomentumOptions = {}): Schedule {
  const { high = 0.95, low = 0.85, rise = 0.3, shape = 'cosine', steps = 1000 } = options;
  const top: Length = typeof steps === 'number' ? Math.round(rise * steps) : scaled(steps, rise);
  return piecewise({
    boundaries: [top, steps],
    values: [high, low, high],
    interpolate: shape,
    steps,
  });
}

/** A length with a unit, times a share: `'10ep'` by 0.3 is `'3ep'`. */
function scaled(length: Length, share: number): Length {
  const [, amount, unit] = /^(.*?)([a-z%]+)$/.exec(String(length)) ?? [];
  return `${Number((Number(amount) * share).toPrecision(12))}${unit}` as Length;
}
