import type { Logs } from './callbacks';
import type { Setup } from './training-setup';

/** What a training measures, loss first, and which of it decides something. */
export class Measured {
  /** In the order of results. */
  names: readonly string[];
  /** Metric that a feedback schedule hears. */
  readonly monitor: string;
  /** Metric that early stopping looks at. */
  readonly stopMonitor: string;
  /** Whether the names are those of the model, or of the first result, and not a guess. */
  private isKnown: boolean;
  private readonly setup: Setup;

  /** @throws RangeError when a monitor is not measured, as far as that is known. */
  constructor(setup: Setup) {
    const { metrics, options, validate } = setup;
    this.setup = setup;
    this.names = metrics ?? ['loss'];
    this.isKnown = metrics !== undefined;
    const usual = validate ? 'val_loss' : 'loss';
    this.monitor = options.monitor ?? usual;
    this.stopMonitor = options.earlyStopping?.monitor ?? usual;
    if (this.isKnown) this.checkMonitors();
  }

  /** The names; nothing before a custom step has given its first result. */
  get known(): readonly string[] | undefined {
    return this.isKnown ? this.names : undefined;
  }

  /** The names, those of validation included. */
  get all(): readonly string[] {
    return [...this.names, ...(this.setup.validate ? this.validationNames : [])];
  }

  /** Says what the first result of a custom step told. @throws RangeError when a monitor is not among it. */
  name(names: readonly string[]): void {
    this.names = names;
    this.isKnown = true;
    this.checkMonitors();
  }

  /** Values by name, those of validation too when there are any. */
  logs(values: readonly number[], validation?: readonly number[]): Logs {
    return {
      ...named(this.names, values),
      ...(validation && named(this.validationNames, validation)),
    };
  }

  private get validationNames(): readonly string[] {
    return this.names.map((name) => `val_${name}`);
  }

  private checkMonitors(): void {
    const { rates, validate, options } = this.setup;
    const asked = {
      ...(rates.listens && { monitor: this.monitor }),
      ...(options.earlyStopping && { 'earlyStopping.monitor': this.stopMonitor }),
    };
    for (const [name, metric] of Object.entries(asked)) {
      if (this.all.includes(metric)) continue;
      const hint =
        metric.startsWith('val_') && !validate ? '; give validation to have those of val_' : '';
      throw new RangeError(
        `Cannot train: ${name} must be one of ${this.all.join(', ')}, got '${metric}'${hint}`,
      );
    }
    const { monitorEvery = 'epoch' } = options;
    if (monitorEvery === 'epoch' || this.names.includes(this.monitor)) return;
    throw new RangeError(
      `Cannot train: ${this.monitor} is measured after each epoch, so monitorEvery must be 'epoch', got ${monitorEvery}`,
    );
  }
}

function named(names: readonly string[], values: readonly number[]): Logs {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? Number.NaN]));
}
