/** The metrics a run has seen, oldest first; grows while it goes on. */
export interface Metrics {
  readonly length: number;
  at(index: number): number;
}

/** No metric yet: what a schedule that listens to metrics is drawn with. */
export const NO_METRICS: Metrics = { length: 0, at: () => Number.NaN };

/** The metrics from one step on: what a part sees that begins there. */
export function metricsFrom(metrics: Metrics, start: number): Metrics {
  if (start === 0) return metrics;
  return {
    get length() {
      return Math.max(0, metrics.length - start);
    },
    at: (index) => metrics.at(index + start),
  };
}

/** What a rule remembers from metric to metric; `rate` is the one in force. */
export interface RuleState {
  readonly rate: number;
}

/**
 * The rates of a rule over a log that grows: the rate of step t is the one in force after t metrics.
 * Each metric is folded in once, so a step costs the same however long the log is.
 */
export function ratesOver<S extends RuleState>(
  metrics: Metrics,
  start: S,
  next: (state: S, metric: number) => S,
): (step: number) => number {
  const rates = [start.rate];
  let state = start;
  return (step) => {
    const seen = Math.min(step, metrics.length);
    while (rates.length <= seen) {
      state = next(state, metrics.at(rates.length - 1));
      rates.push(state.rate);
    }
    return rates[seen] as number;
  };
}
