import type { Composable } from './composable';
import type { Curve } from './family';
import type { Metrics } from './metrics';
import { compile, type Node } from './node';
import { type Plan, planSteps } from './plan';
import { show } from './validate';

/**
 * A schedule that listens: its rate depends on the metrics seen, one a step, and not on the step
 * alone. It is a fold over a metric log, so it can be replayed, previewed on a pasted log, resumed
 * and used inside a sequence, whose other parts go by the step.
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
  start(metrics?: readonly number[]): FeedbackState;
  /** The state after one more metric. @throws TypeError when the metric is no number; NaN is one. */
  next(state: FeedbackState, metric: number): FeedbackState;
  /** As many rates as metrics: element i is the rate in force after metric i was seen. */
  replay(metrics: readonly number[]): number[];
}

/** Where a feedback schedule stands: the rate in force, and the metrics that led there. */
export interface FeedbackState {
  /** Metrics seen. */
  readonly step: number;
  /** Rate in force. */
  readonly rate: number;
  /** What `start` resumes from. */
  toJSON(): { readonly metrics: readonly number[] };
}

/** A log that only grows, and the curve over it. */
interface Log {
  readonly metrics: number[];
  readonly curve: Curve;
}

class LogState implements FeedbackState {
  readonly step: number;
  readonly rate: number;
  readonly log: Log;

  constructor(log: Log) {
    this.log = log;
    this.step = log.metrics.length;
    this.rate = log.curve.at(this.step);
  }

  toJSON(): { readonly metrics: readonly number[] } {
    return { metrics: this.log.metrics.slice(0, this.step) };
  }
}

/** The methods of a feedback schedule. */
export function foldOf(
  node: Node,
  plan: Plan | undefined,
): Pick<Feedback, 'start' | 'next' | 'replay'> {
  const start = (metrics: readonly number[] = []): LogState => {
    if (!Array.isArray(metrics)) {
      throw new TypeError(
        `Cannot start the feedback: the metrics must be a list, got ${show(metrics)}`,
      );
    }
    const log: number[] = metrics.map(checkMetric);
    const view: Metrics = {
      get length() {
        return log.length;
      },
      at: (index) => log[index] as number,
    };
    const available = plan && planSteps(plan);
    return new LogState({ metrics: log, curve: compile(node, { plan, available, metrics: view }) });
  };
  return {
    start,
    next(state, metric) {
      if (!(state instanceof LogState)) {
        throw new TypeError(
          'Cannot go on: the state must come from start or next of this schedule',
        );
      }
      const value = checkMetric(metric);
      // the newest state appends; an older one has its own future and gets its own log
      const { log } =
        state.step === state.log.metrics.length ? state : start(state.toJSON().metrics);
      log.metrics.push(value);
      return new LogState(log);
    },
    replay(metrics) {
      const { curve } = start(metrics).log;
      return metrics.map((_, index) => curve.at(index + 1));
    },
  };
}

function checkMetric(metric: number): number {
  if (typeof metric === 'number') return metric;
  throw new TypeError(`Cannot go on: a metric must be a number, got ${show(metric)}`);
}
