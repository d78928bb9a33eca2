import { type Best, Monitor, modeOf } from './monitor';
import type { EarlyStopping } from './options';
import { Weights } from './snapshot';
import type { Model } from './tf';

/** Watches a metric epoch by epoch, and keeps the weights of the best one. */
export class EarlyStop {
  /** The metric that is watched. */
  readonly monitorName: string;
  private readonly patience: number;
  private readonly monitor: Monitor;
  private readonly model: Model | undefined;
  private kept: Weights | undefined;

  /** @param model Left out where there is none whose weights could be put back. */
  constructor(options: EarlyStopping, monitorName: string, model: Model | undefined) {
    this.monitorName = monitorName;
    this.patience = options.patience ?? 5;
    this.monitor = new Monitor(options.mode ?? modeOf(monitorName), options.minDelta);
    this.model = (options.restoreBest ?? true) ? model : undefined;
  }

  /** Looks at the metric of an epoch. @returns Why the run should end, if it should. */
  look(metric: number, step: number): string | undefined {
    if (this.monitor.look(metric, step)) {
      this.kept?.dispose();
      this.kept = this.model && new Weights(this.model);
    }
    const { best } = this.monitor;
    if (best.waited < this.patience) return undefined;
    const epochs = best.waited === 1 ? '1 epoch' : `${best.waited} epochs`;
    return `${this.monitorName} was no better than ${best.metric.toPrecision(4)} for ${epochs}`;
  }

  /** Puts the best weights back, unless the model has them. @returns Updates they had seen. */
  restore(step: number): number | undefined {
    const { best } = this.monitor;
    if (!this.kept || best.step === step) return undefined;
    this.kept.restore();
    return best.step;
  }

  dispose(): void {
    this.kept?.dispose();
    this.kept = undefined;
  }

  /** What it remembers, for a checkpoint. */
  get state(): { best: Best; weights: readonly Float32Array[] | undefined } {
    return { best: this.monitor.best, weights: this.kept?.values() };
  }

  /** Puts back what it remembered. */
  recall(best: Best, weights: readonly Float32Array[] | undefined): void {
    this.monitor.best = best;
    this.kept?.dispose();
    this.kept = this.model && weights && new Weights(this.model, weights);
  }
}
