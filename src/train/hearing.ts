import type { Logs } from './callbacks';
import { Means } from './means';
import type { Measured } from './measured';
import type { Rates } from './rates';
import type { Run } from './run';
import type { Setup } from './training-setup';

/** Lets a feedback schedule hear its metric: after each epoch, or the mean over some updates. */
export class Hearing {
  /** Over the updates since it last heard. */
  readonly means = new Means();
  private readonly run: Run;
  private readonly rates: Rates;
  private readonly every: 'epoch' | number;
  private readonly measured: Measured;

  constructor({ run, rates, options }: Setup, measured: Measured) {
    this.run = run;
    this.rates = rates;
    this.every = options.monitorEvery ?? 'epoch';
    this.measured = measured;
  }

  /** An update was made. */
  updated(values: readonly number[], examples: number): void {
    if (this.every === 'epoch' || !this.rates.listens) return;
    this.means.add(values, examples);
    if (this.run.steps % this.every !== 0) return;
    const logs = this.measured.logs(this.means.values());
    this.means.clear();
    this.hear(logs);
  }

  /** An epoch has ended. */
  epochEnded(logs: Logs): void {
    if (this.every === 'epoch' && this.rates.listens) this.hear(logs);
  }

  private hear(logs: Logs): void {
    this.rates.hear(logs[this.measured.monitor] ?? Number.NaN, this.run.steps);
    this.run.planned = this.rates.planned;
  }
}
