import { clampFamily } from './combinators/clamp';
import { scaleFamily } from './combinators/scale';
import { sequenceFamily } from './combinators/sequence';
import { warmupFamily } from './combinators/warmup';
import type { AnyFamily, Curve, Options, Phase } from './family';
import type { Length } from './length';
import { checkedNode, compile, labelOf, type Node } from './node';
import { checkPlan, MissingPlanError, type Plan, planSteps } from './plan';
import { type Spec, toSpec } from './spec';
import { describe, writeCall } from './text';

/** Options of `schedule.warmup`. */
export interface WarmupOptions extends Omit<Options<typeof warmupFamily>, 'steps'> {}

/**
 * A learning rate for every optimizer update: call it with a 0-based step. Pure, total for every
 * step ≥ 0, never negative; after its last step it holds its end.
 *
 * @example
 * const schedule = cosine({ peak: 1e-3, steps: 900 }).warmup(100);
 * assert.equal(schedule(100), 1e-3);
 * assert.equal(schedule.steps, 1000);
 */
export interface Schedule {
  /** Learning rate of update `step`. @throws RangeError when `step` is negative or a length needs a plan. */
  (step: number): number;
  /** Plain JSON that `fromSpec` reads back. */
  readonly spec: Spec;
  /** Updates it was made for. */
  readonly steps: number;
  /** Short name for charts. */
  readonly label: string;
  /** Named stretches, in order, for charts. */
  readonly phases: readonly Phase[];
  /** The plan its lengths are resolved by. */
  readonly plan: Plan | undefined;
  /** The first `count` rates (all of them when left out) in a new array, float64. */
  sample(count?: number): Float64Array;
  /** The same schedule with its epochs, batches and percentages turned into updates. */
  withPlan(plan: Plan): Schedule;
  /**
   * A warm-up of `steps` updates in front: the total grows by `steps`. Update t of n has
   * `from + (target − from)·(t + 1)/(n + 1)`: never a zero rate, never two updates at the peak.
   */
  warmup(steps: Length, options?: WarmupOptions): Schedule;
  /** This schedule, then `next`, whose steps count from its own start. */
  followedBy(next: Schedule): Schedule;
  /** Every rate times `factor`. */
  scale(factor: number): Schedule;
  /** Every rate kept between `low` and `high`. */
  clamp(low: number, high: number): Schedule;
  /** The same schedule under another name. */
  named(label: string): Schedule;
  /** The call that builds it. */
  toString(): string;
  /** The same as `spec`. */
  toJSON(): Spec;
}

/** Builds a schedule of a family from what a user wrote. */
export function build(family: AnyFamily, options: object = {}): Schedule {
  return combine(family, options, []);
}

/** Builds a schedule that combines others; the first plan among the parts becomes its own. */
export function combine(family: AnyFamily, options: object, parts: readonly Schedule[]): Schedule {
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
  const node = checkedNode({ family, options: given, parts: parts.map(nodeOf) });
  return fromNode(node, parts.find((part) => part.plan)?.plan);
}

const nodes = new WeakMap<object, Node>();

/** The node a schedule was built from. @throws TypeError when `schedule` is something else. */
export function nodeOf(schedule: Schedule): Node {
  const node = typeof schedule === 'function' ? nodes.get(schedule) : undefined;
  if (node) return node;
  throw new TypeError('Cannot combine: a part must be a schedule such as cosine({ peak: 1e-3 })');
}

/** Whether `value` is a schedule of this library. */
export function isSchedule(value: unknown): value is Schedule {
  return typeof value === 'function' && nodes.has(value);
}

/** A schedule from a checked node. A length that needs a plan is an error at the first use, any other at once. */
export function fromNode(node: Node, plan: Plan | undefined): Schedule {
  const curve = compileOrDefer(node, plan);
  const at = (step: number): number => {
    if (!(step >= 0))
      throw new RangeError(`Cannot give a rate: step must be at least 0, got ${step}`);
    return curve().at(step);
  };
  nodes.set(at, node);
  const members = {
    spec: { get: () => toSpec(node, plan), enumerable: true },
    steps: { get: () => curve().steps, enumerable: true },
    label: { get: () => labelOf(node), enumerable: true },
    phases: { get: () => curve().phases },
    plan: { value: plan },
  };
  return Object.defineProperties(Object.setPrototypeOf(at, methods), members) as Schedule;
}

function compileOrDefer(node: Node, plan: Plan | undefined): () => Curve {
  try {
    const curve = compile(node, plan, plan && planSteps(plan));
    return () => curve;
  } catch (error) {
    if (!(error instanceof MissingPlanError)) throw error;
    return () => {
      throw error;
    };
  }
}

const methods: ThisType<Schedule> = {
  sample(given?: number): Float64Array {
    const count = given ?? this.steps;
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(
        `Cannot sample: the count must be a whole number of at least 0, got ${count}`,
      );
    }
    const rates = new Float64Array(count);
    for (let step = 0; step < count; step++) rates[step] = this(step);
    return rates;
  },
  withPlan(plan: Plan): Schedule {
    return fromNode(nodeOf(this), checkPlan(plan));
  },
  warmup(steps: Length, options: WarmupOptions = {}): Schedule {
    return combine(warmupFamily, { ...options, steps }, [this]);
  },
  followedBy(next: Schedule): Schedule {
    return combine(sequenceFamily, {}, [this, next]);
  },
  scale(factor: number): Schedule {
    return combine(scaleFamily, { factor }, [this]);
  },
  clamp(low: number, high: number): Schedule {
    return combine(clampFamily, { low, high }, [this]);
  },
  named(label: string): Schedule {
    if (typeof label !== 'string') {
      throw new TypeError('Cannot name the schedule: the label must be text');
    }
    return fromNode({ ...nodeOf(this), label }, this.plan);
  },
  toString(): string {
    return writeCall(nodeOf(this));
  },
  toJSON(): Spec {
    return this.spec;
  },
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return describe(this, nodeOf(this));
  },
};
Object.setPrototypeOf(methods, Function.prototype);
