import type { Batch } from './batches';
import { CallbackList } from './callbacks';
import { EarlyStop } from './early-stop';
import { Gradients } from './gradients';
import { Hearing } from './hearing';
import { HyperParameters } from './hyper-parameters';
import { Means } from './means';
import { Measured } from './measured';
import { optimizerWarnings } from './optimizer-traps';
import { Progress } from './progress';
import { randomOf } from './random';
import { Rescue, type RescueState } from './rescue';
import type { Run } from './run';
import type { Observer, Setup } from './training-setup';
import type { TrainingState } from './training-state';

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
  private grouped = 0;
  private readonly measured: Measured;
  private readonly hearing: Hearing;
  private readonly hyperParameters: HyperParameters;
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
    this.measured = new Measured(setup);
    this.hearing = new Hearing(setup, this.measured);
    const { earlyStopping } = options;
    this.earlyStop =
      earlyStopping && new EarlyStop(earlyStopping, this.measured.stopMonitor, model);
    const { optimizer, rates } = setup;
    this.traps = optimizer ? optimizerWarnings(optimizer, { rateMoves: rates.moves }) : [];
    this.hyperParameters = new HyperParameters(setup);
    run.nameColumns(this.columns);
  }

  /** Columns of the run after `step` and `lr`. */
  private get columns(): readonly string[] {
    return [...this.measured.names, ...this.hyperParameters.columns];
  }

  /** Loss and metrics in the order of results; nothing before a custom step has given its first. */
  get namedMetrics(): readonly string[] | undefined {
    return this.measured.known;
  }

  /** Says what the first result of a custom step told. @throws RangeError when a monitor is not among it. */
  nameMetrics(metrics: readonly string[]): void {
    this.measured.name(metrics);
    this.run.nameColumns(this.columns);
  }

  /** Says what the columns of the run were before it was stopped, if it had got that far. */
  recallColumns(columns: readonly string[]): void {
    if (this.measured.known || columns.length === 0) return;
    this.nameMetrics(columns.slice(0, columns.length - this.hyperParameters.columns.length));
  }

  /** Takes the optimizer over and says what should be known. */
  async begin(): Promise<void> {
    const { model, optimizer, options, run, warnings } = this.setup;
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
      metrics: this.measured.all,
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
        this.hyperParameters.set(this.run.steps, this.gradients);
      }
      if (this.gradients) {
        const { next } = this.gradients;
        next.examples = batch.size;
        next.random = randomOf(options.seed ?? 0, 'layers', this.batches);
      }
      const { epoch, run, hyperParameters } = this;
      const at = { step: run.steps, epoch, batch: this.batch };
      values = await learn(batch, { ...hyperParameters.used, ...at });
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
    const logs = this.measured.logs(values);
    await this.callbacks.call('onBatchEnd', facts.batch, { ...facts, ...logs });
  }

  /** Updates with the gradients of a group, also of one that the end of the epoch cut short. */
  async finishUpdate(): Promise<void> {
    if (this.grouped === 0) return;
    const { run, updateMeans, hyperParameters } = this;
    this.gradients?.flush();
    const values = updateMeans.values();
    const { examples } = updateMeans;
    updateMeans.clear();
    this.grouped = 0;
    const others = hyperParameters.values(run.steps, this.gradients);
    run.recordUpdate(hyperParameters.used.lr, [...values, ...others]);
    const loss = values[0] as number;
    if (Number.isFinite(loss)) {
      this.rescue?.look(loss, run.steps);
      this.epochMeans.add(values, examples);
    } else this.rescueFrom(loss);
    this.hearing.updated(values, examples);
    await this.observed('updated');
  }

  /** Ends an epoch: whoever listens to metrics hears them now. */
  async endEpoch(validation: readonly number[] | undefined): Promise<void> {
    const { run } = this;
    this.epoch += 1;
    if (validation) run.recordValidation(this.epoch, validation);
    const logs = this.measured.logs(this.epochMeans.values(), validation);
    this.hearing.epochEnded(logs);
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
      heardMeans: this.hearing.means.state,
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
    this.hearing.means.state = state.heardMeans;
    this.setup.rates.restore(state.heard, state.rateFactor);
    this.run.planned = this.setup.rates.planned;
    this.rescued = state.rescue;
    this.progress.takeUp();
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
}
