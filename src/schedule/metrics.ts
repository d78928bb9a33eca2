/** The metrics a run has seen, oldest first; grows while it goes on. */
export interface Metrics {
  readonly length: number;
  at(index: number): number;
  /** How many of them were seen before update `step`. */
  seenBefore(step: number): number;
}

/** No metric yet: what a schedule that listens to metrics is drawn with. */
export const NO_METRICS: Metrics = { length: 0, at: () => Number.NaN, seenBefore: () => 0 };

/** A log of metrics, each with the number of updates after which it was seen. */
export class MetricLog implements Metrics {
  readonly metrics: number[] = [];
  /** Never descending. */
  readonly steps: number[] = [];

  get length(): number {
    return this.metrics.length;
  }

  at(index: number): number {
    return this.metrics[index] as number;
  }

  seenBefore(step: number): number {
    let low = 0;
    let high = this.steps.length;
    // nearly always the newest rate is asked for
    if (high === 0 || (this.steps[high - 1] as number) <= step) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.steps[middle] as number) <= step) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The metrics from one step on: what a part sees that begins there. */
export function metricsFrom(metrics: Metrics, start: number): Metrics {
  if (start === 0) return metrics;
  return {
    get length() {
      return metrics.length - metrics.seenBefore(start);
    },
    at: (index) => metrics.at(index + metrics.seenBefore(start)),
    seenBefore: (step) => metrics.seenBefore(step + start) - metrics.seenBefore(start),
  };
}

/** What a rule remembers from metric to metric; `rate` is the one in force. */
export interface RuleState {
  readonly rate: number;
}

/**
 * The rates of a rule over a log that grows: the rate of a step is the one in force after the metrics
 * seen before it. Each metric is folded in once, so a step costs the same however long the log is.
 */
export function ratesOver<S extends RuleState>(
  metrics: Metrics,
  start: S,
  next: (state: S, metric: number) => S,
): (step: number) => number {
  const rates = [start.rate];
  let state = start;
  return (step) => {
    const seen = metrics.seenBefore(step);
    while (rates.length <= seen) {
      state = next(state, metrics.at(rates.length - 1));
      rates.push(state.rate);
    }
    return rates[seen] as number;
  };
}
