import { clampFamily } from './combinators/clamp';
import { holdFamily } from './combinators/hold';
import { repeatFamily } from './combinators/repeat';
import { scaleFamily } from './combinators/scale';
import { sequenceFamily } from './combinators/sequence';
import { shiftFamily } from './combinators/shift';
import { warmupFamily } from './combinators/warmup';
import type { Composable, RepeatOptions, WarmupOptions } from './composable';
import type { AnyFamily, Curve, Family, Options, Params } from './family';
import { type Feedback, foldOf } from './feedback-state';
import { fillCurve } from './fill';
import type { Length } from './length';
import { NO_METRICS } from './metrics';
import { checkedNode, compile, labelOf, listens, type Node } from './node';
import { checkPlan, MissingPlanError, type Plan, planSteps } from './plan';
import { type Spec, toSpec } from './spec';
import { describe, writeCall } from './text';
import { show } from './validate';

/**
 * A learning rate for every optimizer update: call it with a 0-based step. Pure, total for every
 * step ≥ 0, never negative; after its last step it holds its end, unless it was told otherwise.
 *
 * @example
 * const schedule = cosine({ peak: 1e-3, steps: 900 }).warmup(100);
 * assert.equal(schedule(100), 1e-3);
 * assert.equal(schedule.steps, 1000);
 */
export interface Schedule extends Composable<Schedule> {
  /** Learning rate of update `step`. @throws RangeError when `step` is negative or a length needs a plan. */
  (step: number): number;
  /** The first `count` rates (all of them when left out) in a new array, float64. */
  sample(count?: number): Float64Array;
}

/**
 * A schedule of a family: what every builder calls, and what gives a family of your own its builder.
 *
 * @param family A family without parts, one of ours or what `defineFamily` made.
 * @param options Values of its parameters; those left out have their defaults.
 * @returns A schedule that combines, draws and trains like any other.
 * @throws RangeError | TypeError naming the option that is not allowed.
 * @example
 * const drop = defineFamily({
 *   id: 'drop',
 *   title: 'Drop',
 *   summary: 'Falls to nothing at once.',
 *   parts: 0,
 *   params: { peak: { kind: 'rate', default: 1, symbol: 'p', doc: 'The first rate.' } },
 *   latex: 'p',
 *   curve: ({ peak }) => ({
 *     steps: 1,
 *     phases: [{ name: 'drop', kind: 'fall', from: 0, to: 1 }],
 *     at: (step) => (step === 0 ? peak : 0),
 *   }),
 * });
 * assert.deepEqual([...build(drop, { peak: 0.5 }).sample(3)], [0.5, 0, 0]);
 */
export function build<P extends Params>(family: Family<P>, options?: Options<Family<P>>): Schedule {
  return combine(family as AnyFamily, options === undefined ? {} : options, []) as Schedule;
}

/** Builds a feedback schedule of a family from what a user wrote. */
export function buildFeedback(family: AnyFamily, options: object = {}): Feedback {
  return combine(family, options, []) as Feedback;
}

/** Builds a schedule that combines others; it listens when a part does, and takes the first plan among them. */
export function combine(
  family: AnyFamily,
  options: object,
  parts: readonly (Schedule | Feedback)[],
): Schedule | Feedback {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(
      `Cannot build ${family.title.toLowerCase()}: options must be an object such as ${example(family)}, got ${show(options)}`,
    );
  }
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  );
  const node = checkedNode({ family, options: given, parts: parts.map(nodeOf) });
  return fromNode(node, parts.find((part) => part.plan)?.plan);
}

/** An options object with the first parameter of a family. */
function example(family: AnyFamily): string {
  const [name = 'steps'] = Object.keys(family.params);
  return `{ ${name}: … }`;
}

const nodes = new WeakMap<object, Node>();
const curves = new WeakMap<object, () => Curve>();

/** The curve of a schedule. @throws RangeError when a length needs a plan. */
function curveOf(schedule: Schedule): Curve {
  return (curves.get(schedule) as () => Curve)();
}

/** The node a schedule was built from. @throws TypeError when `schedule` is something else. */
export function nodeOf(schedule: Schedule | Feedback): Node {
  const node = isObject(schedule) ? nodes.get(schedule) : undefined;
  if (node) return node;
  throw new TypeError('Cannot combine: a part must be a schedule such as cosine({ peak: 1e-3 })');
}

/**
 * Whether `value` is a schedule of this library: a function of the step.
 *
 * @example
 * assert.deepEqual([cosine(), plateau(), 1e-3].map(isSchedule), [true, false, false]);
 */
export function isSchedule(value: unknown): value is Schedule {
  return typeof value === 'function' && nodes.has(value);
}

/**
 * Whether `value` is a schedule of this library that listens to metrics.
 *
 * @example
 * assert.deepEqual([cosine(), plateau(), 1e-3].map(isFeedback), [false, true, false]);
 */
export function isFeedback(value: unknown): value is Feedback {
  return typeof value === 'object' && value !== null && nodes.has(value);
}

function isObject(value: unknown): value is object {
  return typeof value === 'function' || (typeof value === 'object' && value !== null);
}

/** A schedule from a checked node. A length that needs a plan is an error at the first use, any other at once. */
export function fromNode(node: Node, plan: Plan | undefined): Schedule | Feedback {
  const curve = compileOrDefer(node, plan);
  const made = listens(node) ? foldOf(node, plan) : rateOf(curve);
  nodes.set(made, node);
  curves.set(made, curve);
  Object.setPrototypeOf(made, typeof made === 'function' ? scheduleMethods : methods);
  return Object.defineProperties(made, {
    spec: { get: () => toSpec(node, plan), enumerable: true },
    steps: { get: () => curve().steps, enumerable: true },
    label: { get: () => labelOf(node), enumerable: true },
    phases: { get: () => curve().phases },
    plan: { value: plan },
  }) as Schedule | Feedback;
}

function rateOf(curve: () => Curve): (step: number) => number {
  return (step) => {
    if (step >= 0) return curve().at(step);
    throw new RangeError(`Cannot give a rate: step must be at least 0, got ${step}`);
  };
}

function compileOrDefer(node: Node, plan: Plan | undefined): () => Curve {
  try {
    const available = plan && planSteps(plan);
    const curve = compile(node, { plan, available, metrics: NO_METRICS });
    return () => curve;
  } catch (error) {
    if (!(error instanceof MissingPlanError)) throw error;
    return () => {
      throw error;
    };
  }
}

type Either = Schedule | Feedback;

const methods: ThisType<Either> = {
  withPlan(plan: Plan): Either {
    return fromNode(nodeOf(this), checkPlan(plan));
  },
  warmup(steps: Length, options: WarmupOptions = {}): Either {
    return combine(warmupFamily, { ...options, steps }, [this]);
  },
  followedBy(next: Either): Either {
    return combine(sequenceFamily, {}, [this, next]);
  },
  scale(factor: number): Either {
    return combine(scaleFamily, { factor }, [this]);
  },
  clamp(low: number, high: number): Either {
    return combine(clampFamily, { low, high }, [this]);
  },
  shift(steps: Length): Either {
    return combine(shiftFamily, { steps }, [this]);
  },
  hold(steps: Length): Either {
    return combine(holdFamily, { steps }, [this]);
  },
  repeat(times: number, options: RepeatOptions = {}): Either {
    return combine(repeatFamily, { ...options, times }, [this]);
  },
  named(label: string): Either {
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

const scheduleMethods: ThisType<Schedule> = {
  ...methods,
  sample(given?: number): Float64Array {
    const count = given ?? this.steps;
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new RangeError(
        `Cannot sample: the count must be a whole number of at least 0, got ${count}`,
      );
    }
    const rates = new Float64Array(count);
    fillCurve(curveOf(this), rates, 0, 0, count);
    return rates;
  },
};
Object.setPrototypeOf(scheduleMethods, Function.prototype);
