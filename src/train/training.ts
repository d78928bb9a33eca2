import type { Batch, Source } from './batches';
import { CallbackList, type Logs } from './callbacks';
import { EarlyStop } from './early-stop';
import { Gradients } from './gradients';
import { Means } from './means';
import { readMomentum, setLearningRate, setMomentum } from './optimizer';
import { optimizerWarnings } from './optimizer-traps';
import type { TrainingOptions } from './options';
import { Progress } from './progress';
import { randomOf } from './random';
import type { Rates } from './rates';
import { Rescue, type RescueState } from './rescue';
import type { Run } from './run';
import type { Model, Optimizer } from './tf';
import type { TrainingState } from './training-state';

/** Where in a run a batch is. */
export interface Position {
  /** Update that the batch belongs to. */
  readonly step: number;
  readonly epoch: number;
  /** Within the epoch. */
  readonly batch: number;
  /** Hyper-parameters of the update, as they will really be used. */
  readonly lr: number;
  readonly momentum: number | undefined;
  readonly weightDecay: number | undefined;
}

/** Trains on a batch. @returns The loss before the update, and the metrics; nothing when it was told to stop. */
export type Learn = (batch: Batch, at: Position) => Promise<readonly number[] | undefined>;

/** What sees a training from outside. All but `turn` may be waited for. */
export interface Observer {
  /** Before the first update: everything is checked, and `restore` may put an earlier state back. */
  begin?(training: Training): void | Promise<void>;
  /** Before each update, while its rates are not set: it had better be quick. */
  updating?(training: Training): void | Promise<void>;
  /** After each update: it had better be quick. */
  updated?(training: Training): void | Promise<void>;
  /** After the run was steered to another schedule, before the first update that uses it. */
  changed?(training: Training): void | Promise<void>;
  /** Whenever the driver returns to the event loop, about fifty times a second at most. */
  turn?(run: Run): void;
  /** After the last update, whichever way it ended. */
  end?(training: Training): void | Promise<void>;
}

/** What a training is made of. */
export interface Setup {
  readonly run: Run;
  readonly rates: Rates;
  readonly source: Source;
  readonly learn: Learn;
  readonly options: TrainingOptions;
  readonly model?: Model | undefined;
  readonly optimizer?: Optimizer | undefined;
  /** Names of the loss and the metrics, in the order of what `learn` gives; left out, the first result tells. */
  readonly metrics?: readonly string[] | undefined;
  /** Epochs of the whole run. */
  readonly epochs: number;
  /** Gives the means so far after each batch, in the same order. */
  readonly validate?: (() => AsyncGenerator<readonly number[]>) | undefined;
  readonly warnings: readonly string[];
  readonly observers: readonly Observer[];
}

/** A training between two updates, and what can happen to it. */
export class Training {
  readonly setup: Setup;
  readonly run: Run;
  readonly callbacks: CallbackList;
  readonly progress: Progress;
  /** Epochs done. */
  epoch = 0;
  /** Batches done in the epoch under way. */
  batch = 0;
  private batches = 0;
  private readonly epochMeans = new Means();
  private readonly updateMeans = new Means();
  private readonly heardMeans = new Means();
  private grouped = 0;
  private used: Omit<Position, 'step' | 'epoch' | 'batch'> = {
    lr: Number.NaN,
    momentum: undefined,
    weightDecay: undefined,
  };
  private metrics: readonly string[];
  /** Whether the metrics are those of the model, or of the first result, and not a guess. */
  private named: boolean;
  private readonly monitor: string;
  /** What somebody should know of the optimizer. */
  private readonly traps: readonly string[];
  private readonly earlyStop: EarlyStop | undefined;
  private readonly observers: Observer[];
  private gradients: Gradients | undefined;
  private rescue: Rescue | undefined;
  /** What the rescue of an earlier process remembered. */
  private rescued: RescueState | undefined;

  /** @throws TypeError | RangeError when a monitor is not measured, or the optimizer will not do. */
  constructor(setup: Setup) {
    const { run, options, model } = setup;
    this.setup = setup;
    this.run = run;
    this.observers = [...setup.observers];
    this.callbacks = new CallbackList(options.callbacks ?? [], options.signal, (text) =>
      this.warn(text),
    );
    this.progress = new Progress(run, setup.epochs);
    this.metrics = setup.metrics ?? ['loss'];
    this.named = setup.metrics !== undefined;
    const usual = setup.validate ? 'val_loss' : 'loss';
    this.monitor = options.monitor ?? usual;
    const { earlyStopping } = options;
    this.earlyStop =
      earlyStopping && new EarlyStop(earlyStopping, earlyStopping.monitor ?? usual, model);
    if (setup.metrics) this.checkMonitors();
    const { optimizer, rates } = setup;
    this.traps = optimizer ? optimizerWarnings(optimizer, { rateMoves: rates.moves }) : [];
    if (optimizer && rates.hyper?.momentum) readMomentum(optimizer);
    run.nameColumns(this.columns);
  }

  /** Columns of the run after `step` and `lr`. */
  get columns(): readonly string[] {
    const { rates, options } = this.setup;
    const { momentum, weightDecay } = rates.hyper ?? {};
    return [
      ...this.metrics,
      ...(momentum ? ['momentum'] : []),
      ...(weightDecay ? ['weightDecay'] : []),
      ...(options.gradientNorm === undefined ? [] : ['gradientNorm']),
      ...rates.partColumns,
    ];
  }

  /** Loss and metrics in the order of results; nothing before a custom step has given its first. */
  get namedMetrics(): readonly string[] | undefined {
    return this.named ? this.metrics : undefined;
  }

  /** Says what the first result of a custom step told. @throws TypeError when a monitor is not among it. */
  nameMetrics(metrics: readonly string[]): void {
    this.metrics = metrics;
    this.named = true;
    this.run.nameColumns(this.columns);
    this.checkMonitors();
  }

  /** Says what the columns of the run were before it was stopped, if it had got that far. */
  recallColumns(columns: readonly string[]): void {
    if (this.named || columns.length === 0) return;
    const others = this.columns.length - this.metrics.length;
    this.nameMetrics(columns.slice(0, columns.length - others));
  }

  /** Takes the optimizer over and says what should be known. */
  async begin(): Promise<void> {
    const { model, optimizer, options, run, warnings } = this.setup;
    const { metrics } = this;
    if (optimizer) {
      const { clipNorm, accumulation = 1 } = options;
      this.gradients = new Gradients(optimizer, { clipNorm, accumulates: accumulation > 1 });
    }
    for (const warning of [...this.traps, ...warnings]) this.warn(warning);
    const { onNaN = 'stop' } = options;
    if (onNaN !== 'stop' && model && optimizer) {
      this.rescue = new Rescue(onNaN, model, optimizer, run.steps);
      if (this.rescued) this.rescue.recall(this.rescued);
    }
    if (model) model.stopTraining = false;
    const { examples = null, batchSize = null } = run.plan;
    this.callbacks.prepare(model, {
      epochs: this.setup.epochs,
      initialEpoch: this.epoch,
      samples: examples,
      steps: run.plan.stepsPerEpoch ?? null,
      batchSize,
      verbose: 0,
      doValidation: this.setup.validate !== undefined,
      metrics: [...metrics, ...(this.setup.validate ? metrics.map((name) => `val_${name}`) : [])],
    });
    await this.callbacks.call('onTrainBegin', {});
  }

  /** Whether there should be another update; says why not in the run. */
  goesOn(): boolean {
    const { run, setup } = this;
    if (setup.options.signal?.aborted) run.end('interrupted');
    else if (this.gradients && !this.gradients.owns) {
      run.end('interrupted', 'another training of the same model began');
    } else if (setup.model?.stopTraining) run.end('stopped', 'a callback asked for it');
    return run.status === 'running';
  }

  /** Trains on a batch; the update comes with the last batch of its group. */
  async learn(batch: Batch): Promise<void> {
    const { learn, options } = this.setup;
    const begun = performance.now();
    const facts = { batch: this.batch, size: batch.size };
    let values: readonly number[] | undefined;
    try {
      if (!this.callbacks.isEmpty) await this.callbacks.call('onBatchBegin', this.batch, facts);
      // after the callbacks: the rate has one owner
      if (this.grouped === 0) {
        await this.observed('updating');
        this.setRates();
      }
      if (this.gradients) {
        const { next } = this.gradients;
        next.examples = batch.size;
        next.random = randomOf(options.seed ?? 0, 'layers', this.batches);
      }
      const { epoch, run } = this;
      values = await learn(batch, { ...this.used, step: run.steps, epoch, batch: this.batch });
    } finally {
      batch.release();
    }
    if (!values) return;
    this.batch += 1;
    this.batches += 1;
    this.grouped += 1;
    this.updateMeans.add(values, batch.size);
    if (this.grouped === (options.accumulation ?? 1)) await this.finishUpdate();
    this.run.trainSeconds += (performance.now() - begun) / 1000;
    if (this.callbacks.isEmpty) return;
    await this.callbacks.call('onBatchEnd', facts.batch, {
      ...facts,
      ...named(this.metrics, values),
    });
  }

  /** Updates with the gradients of a group, also of one that the end of the epoch cut short. */
  async finishUpdate(): Promise<void> {
    if (this.grouped === 0) return;
    const { run, updateMeans } = this;
    this.gradients?.flush();
    const values = updateMeans.values();
    const { examples } = updateMeans;
    updateMeans.clear();
    this.grouped = 0;
    run.recordUpdate(this.used.lr, [...values, ...this.otherColumns()]);
    const loss = values[0] as number;
    if (Number.isFinite(loss)) {
      this.rescue?.look(loss, run.steps);
      this.epochMeans.add(values, examples);
    } else this.rescueFrom(loss);
    this.hearUpdate(values, examples);
    await this.observed('updated');
  }

  /** Ends an epoch: whoever listens to metrics hears them now. */
  async endEpoch(validation: readonly number[] | undefined): Promise<void> {
    const { run, setup } = this;
    this.epoch += 1;
    if (validation) run.recordValidation(this.epoch, validation);
    const logs: Logs = {
      ...named(this.metrics, this.epochMeans.values()),
      ...(validation &&
        named(
          this.metrics.map((name) => `val_${name}`),
          validation,
        )),
    };
    if (setup.rates.listens && (setup.options.monitorEvery ?? 'epoch') === 'epoch') {
      this.hear(logs[this.monitor] ?? Number.NaN);
    }
    const { earlyStop } = this;
    const reason = earlyStop?.look(logs[earlyStop.monitorName] ?? Number.NaN, run.steps);
    await this.callbacks.call('onEpochEnd', this.epoch - 1, logs);
    if (reason !== undefined) run.end('stopped', reason);
    this.batch = 0;
    this.epochMeans.clear();
  }

  /** Leaves model and optimizer to their owner, with the weights they should have. */
  release(): void {
    const { run } = this;
    run.restoredStep = this.earlyStop?.restore(run.steps) ?? run.restoredStep;
    this.earlyStop?.dispose();
    this.rescue?.dispose();
    this.gradients?.release();
    this.setup.source.close?.();
  }

  /** Says something that should be known, once in the run and once on the console. */
  warn(text: string): void {
    this.run.warnings.push(text);
    console.warn(text);
  }

  /** Where it stands, for a checkpoint between two updates. */
  get state(): TrainingState {
    const { epoch, batch, batches, earlyStop } = this;
    const kept = earlyStop?.state;
    return {
      epoch,
      batch,
      batches,
      epochMeans: this.epochMeans.state,
      heardMeans: this.heardMeans.state,
      heard: this.setup.rates.heard,
      rateFactor: this.setup.rates.factor,
      rescue: this.rescue?.state,
      best: kept?.best,
      bestWeights: kept?.weights,
    };
  }

  /** Goes on from where a training stood, before it begins; the run must have its history, the model its weights. */
  restore(state: TrainingState): void {
    this.epoch = state.epoch;
    this.batch = state.batch;
    this.batches = state.batches;
    this.epochMeans.state = state.epochMeans;
    this.heardMeans.state = state.heardMeans;
    this.setup.rates.restore(state.heard, state.rateFactor);
    this.run.planned = this.setup.rates.planned;
    this.rescued = state.rescue;
    if (state.best) this.earlyStop?.recall(state.best, state.bestWeights);
  }

  /** Lets somebody watch who must be told before all others. */
  watchFirst(observer: Observer): void {
    this.observers.unshift(observer);
  }

  /** Tells everybody who watches. */
  async observed(moment: 'begin' | 'updating' | 'updated' | 'changed' | 'end'): Promise<void> {
    for (const observer of this.observers) {
      const waiting = observer[moment]?.(this);
      if (waiting) await waiting;
    }
  }

  /** A turn of the event loop is about to come. */
  turn(): void {
    this.progress.update();
    for (const observer of this.observers) observer.turn?.(this.run);
  }

  private checkMonitors(): void {
    const { rates, validate, options } = this.setup;
    const known = [...this.metrics, ...(validate ? this.metrics.map((name) => `val_${name}`) : [])];
    const asked = {
      ...(rates.listens && { monitor: this.monitor }),
      ...(this.earlyStop && { 'earlyStopping.monitor': this.earlyStop.monitorName }),
    };
    for (const [name, metric] of Object.entries(asked)) {
      if (known.includes(metric)) continue;
      const hint =
        metric.startsWith('val_') && !validate ? '; give validation to have those of val_' : '';
      throw new RangeError(
        `Cannot train: ${name} must be one of ${known.join(', ')}, got '${metric}'${hint}`,
      );
    }
    if (options.monitorEvery !== undefined && options.monitorEvery !== 'epoch') {
      if (this.metrics.includes(this.monitor)) return;
      throw new RangeError(
        `Cannot train: ${this.monitor} is measured after each epoch, so monitorEvery must be 'epoch', got ${options.monitorEvery}`,
      );
    }
  }

  private setRates(): void {
    const { rates, optimizer, options } = this.setup;
    const wanted = rates.at(this.run.steps);
    const lr = optimizer ? setLearningRate(optimizer, wanted.lr) : wanted.lr;
    const { momentum, weightDecay = options.weightDecay } = wanted;
    if (this.gradients) {
      const every = options.gradientNorm;
      this.gradients.next.shrink = lr * (weightDecay ?? 0);
      this.gradients.next.measure = every !== undefined && this.run.steps % every === 0;
    }
    this.used = {
      lr,
      momentum: momentum !== undefined && optimizer ? setMomentum(optimizer, momentum) : momentum,
      weightDecay,
    };
  }

  /** Values of the columns that are neither loss nor metric, in the order of {@link columns}. */
  private otherColumns(): number[] {
    const { rates, options } = this.setup;
    const { hyper } = rates;
    return [
      ...(hyper?.momentum ? [this.used.momentum as number] : []),
      ...(hyper?.weightDecay ? [this.used.weightDecay as number] : []),
      ...(options.gradientNorm === undefined ? [] : [this.gradients?.norm ?? Number.NaN]),
      ...rates.partsAt(this.run.steps),
    ];
  }

  private rescueFrom(loss: number): void {
    const { run, rescue, setup } = this;
    const at = `the loss is ${loss} at step ${run.steps - 1}`;
    const back = rescue?.back();
    if (!rescue || back === undefined) {
      run.end('diverged', rescue ? `${at}, after ${rescue.limit} rollbacks` : at);
      return;
    }
    setup.rates.cut(rescue.factor);
    run.planned = setup.rates.planned;
    run.events.push({
      step: run.steps,
      text: `${at}: back to the weights of step ${back}, every rate from now on times ${setup.rates.factor}`,
    });
  }

  private hearUpdate(values: readonly number[], examples: number): void {
    const every = this.setup.options.monitorEvery ?? 'epoch';
    if (every === 'epoch' || !this.setup.rates.listens) return;
    this.heardMeans.add(values, examples);
    if (this.run.steps % every !== 0) return;
    const logs = named(this.metrics, this.heardMeans.values());
    this.heardMeans.clear();
    this.hear(logs[this.monitor] ?? Number.NaN);
  }

  private hear(metric: number): void {
    this.setup.rates.hear(metric, this.run.steps);
    this.run.planned = this.setup.rates.planned;
  }
}

/** Values by name. */
function named(names: readonly string[], values: readonly number[]): Logs {
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? Number.NaN]));
}
