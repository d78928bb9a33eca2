import type { Composable } from './composable';
import type { Curve } from './family';
import { MetricLog } from './metrics';
import { compile, type Node } from './node';
import { type Plan, planSteps } from './plan';
import { show } from './validate';

/**
 * A schedule that listens: its rate depends on the metrics seen, and not on the step alone. It is a
 * fold over a metric log, so it can be replayed, previewed on a pasted log, resumed and used inside a
 * sequence, whose other parts go by the step. A metric is seen after each step unless it is said
 * after how many: a training tells it one an epoch.
 *
 * @example
 * const feedback = plateau({ peak: 1, factor: 0.5, patience: 0 }).warmup(1);
 * let state = feedback.start();
 * assert.equal(state.rate, 0.5); // warm-up
 * state = feedback.next(state, 3);
 * assert.equal(state.rate, 1);
 */
export interface Feedback extends Composable<Feedback> {
  /** The state before the first metric, or after a log of them: what a run resumes from. */
  start(metrics?: readonly number[], steps?: readonly number[]): FeedbackState;
  /**
   * The state after one more metric, seen after `step` updates: one more than the last when left out.
   * @throws TypeError when the metric is no number; NaN is one.
   */
  next(state: FeedbackState, metric: number, step?: number): FeedbackState;
  /** As many rates as metrics: element i is the rate in force after metric i was seen. */
  replay(metrics: readonly number[], steps?: readonly number[]): number[];
}

/** Where a feedback schedule stands: the rate in force, and the metrics that led there. */
export interface FeedbackState {
  /** Updates done when the last metric was seen. */
  readonly step: number;
  /** Rate in force. */
  readonly rate: number;
  /** Rate of any update: an earlier one had the metrics seen before it, a later one has them if no more come. */
  rateAt(step: number): number;
  /** What `start` resumes from; `steps` only when there was not one metric a step. */
  toJSON(): { readonly metrics: readonly number[]; readonly steps?: readonly number[] };
}

/** A log that only grows, and the curve over it. */
interface Log extends MetricLog {
  readonly curve: Curve;
  /** Begins another log, with the same metrics. */
  again(metrics: readonly number[], steps?: readonly number[]): LogState;
}

class LogState implements FeedbackState {
  readonly step: number;
  readonly rate: number;
  readonly seen: number;
  readonly log: Log;

  constructor(log: Log) {
    this.log = log;
    this.seen = log.length;
    this.step = log.steps[this.seen - 1] ?? 0;
    this.rate = log.curve.at(this.step);
  }

  rateAt(step: number): number {
    if (!(step >= 0)) {
      throw new RangeError(`Cannot give a rate: step must be at least 0, got ${step}`);
    }
    const next = this.log.steps[this.seen];
    // the metrics that came after an older state are not its own
    if (next === undefined || step < next) return this.log.curve.at(step);
    const { metrics, steps } = this.toJSON();
    return this.log.again(metrics, steps).rateAt(step);
  }

  toJSON(): { readonly metrics: readonly number[]; readonly steps?: readonly number[] } {
    const metrics = this.log.metrics.slice(0, this.seen);
    const steps = this.log.steps.slice(0, this.seen);
    return steps.every((step, index) => step === index + 1) ? { metrics } : { metrics, steps };
  }
}

/** The methods of a feedback schedule. */
export function foldOf(
  node: Node,
  plan: Plan | undefined,
): Pick<Feedback, 'start' | 'next' | 'replay'> {
  const start = (metrics: readonly number[] = [], steps?: readonly number[]): LogState => {
    if (!Array.isArray(metrics)) {
      throw new TypeError(
        `Cannot start the feedback: the metrics must be a list, got ${show(metrics)}`,
      );
    }
    if (steps !== undefined && steps.length !== metrics.length) {
      throw new RangeError(
        `Cannot start the feedback: there must be as many steps as metrics, got ${steps.length} and ${metrics.length}`,
      );
    }
    const seen = new MetricLog();
    const available = plan && planSteps(plan);
    const curve = compile(node, { plan, available, metrics: seen });
    for (const [index, metric] of metrics.entries()) push(seen, metric, steps?.[index]);
    return new LogState(Object.assign(seen, { curve, again: start }));
  };
  return {
    start,
    next(state, metric, step) {
      if (!(state instanceof LogState)) {
        throw new TypeError(
          'Cannot go on: the state must come from start or next of this schedule',
        );
      }
      // the newest state appends; an older one has its own future and gets its own log
      const isNewest = state.seen === state.log.length;
      const own = isNewest ? undefined : state.toJSON();
      const { log } = own ? start(own.metrics, own.steps) : state;
      push(log, metric, step);
      return new LogState(log);
    },
    replay(metrics, steps) {
      const { log } = start(metrics, steps);
      return log.steps.map((step) => log.curve.at(step));
    },
  };
}

function push(log: MetricLog, metric: number, given?: number): void {
  const last = log.steps.at(-1) ?? 0;
  const step = given ?? last + 1;
  if (!Number.isSafeInteger(step) || step < last) {
    throw new RangeError(
      `Cannot go on: the step must be a whole number of at least ${last}, got ${step}`,
    );
  }
  log.metrics.push(checkMetric(metric));
  log.steps.push(step);
}

function checkMetric(metric: number): number {
  if (typeof metric === 'number') return metric;
  throw new TypeError(`Cannot go on: a metric must be a number, got ${show(metric)}`);
}
