import type { Callback, CallbackParams, Logs } from './callbacks';
import type { History } from './history';
import { metricNames } from './metric-names';
import { setLearningRate, setMomentum } from './optimizer';
import { optimizerWarnings } from './optimizer-traps';
import { ratesFor } from './plan';
import { Progress } from './progress';
import { isRateSource, type RateSource, type Rates } from './rates';
import { Run, type RunPlan } from './run';
import type { Model } from './tf';
import { checkModel } from './train';

/** Options of `scheduleCallback`. */
export interface ScheduleCallbackOptions {
  /** Title of the run in charts; the label of the schedule when left out. */
  readonly title?: string;
  /** Metric that a feedback schedule hears after each epoch; `val_loss` where there is one, else `loss`. */
  readonly monitor?: string;
}

/** A plain object of callbacks that sets the rate before every batch of `model.fit`. */
export interface ScheduleCallback extends Callback {
  /** The training under way, or the last one. @throws Error before `model.fit` has begun. */
  readonly run: Run;
  /** What was used, update by update. @throws Error before `model.fit` has begun. */
  readonly history: History;
}

/**
 * Callbacks for somebody who keeps `model.fit`. They are a plain object, since an instance of
 * `tf.Callback` would stop `fit` from returning to the event loop.
 *
 * @param show Sees the run after each batch, and at the end.
 */
export function callbackFor(
  model: Model,
  source: RateSource,
  options: ScheduleCallbackOptions = {},
  show: (run: Run) => void = () => {},
): ScheduleCallback {
  checkModel(model);
  if (!isRateSource(source)) {
    throw new TypeError(
      'Cannot schedule: give a schedule such as cosine({ peak: 1e-3 }), hyper({ lr, momentum }), or a constant rate',
    );
  }
  let training: ScheduledFit | undefined;
  const current = (): ScheduledFit => {
    if (training) return training;
    throw new Error(
      'Cannot read the run: it begins with model.fit(x, y, { callbacks: [the callback] })',
    );
  };
  // closures, not methods: model.fit calls them without their object
  return {
    get run() {
      return current().run;
    },
    get history() {
      return current().run.history;
    },
    onTrainBegin() {
      training = new ScheduledFit(model, source, options, show);
    },
    onBatchBegin: () => current().begin(),
    onBatchEnd: (_, logs = {}) => current().end(logs),
    onEpochEnd: (epoch, logs = {}) => current().endEpoch(epoch, logs),
    onTrainEnd: () => current().finish(),
  };
}

/** One call of `model.fit`. */
class ScheduledFit {
  readonly run: Run;
  private readonly model: Model;
  private readonly rates: Rates;
  private readonly metrics: readonly string[];
  private readonly monitor: string | undefined;
  private readonly progress: Progress;
  private readonly show: (run: Run) => void;
  /** Updates that an earlier call had done, by `initialEpoch`. */
  private readonly first: number;
  private used = { lr: Number.NaN, momentum: undefined as number | undefined };

  constructor(
    model: Model,
    source: RateSource,
    { title, monitor }: ScheduleCallbackOptions,
    show: (run: Run) => void,
  ) {
    this.model = model;
    this.show = show;
    this.monitor = monitor;
    const params = paramsOf(model);
    const plan = planOf(params);
    this.rates = ratesFor(source, plan, {});
    const { schedule, hyper } = this.rates;
    if (hyper?.weightDecay) {
      throw new TypeError(
        'Cannot schedule: model.fit has no weight decay; use fit(model, x, y, hyper(…)) of anneal',
      );
    }
    this.metrics = metricNames(model);
    const columns = [
      ...this.metrics,
      ...(hyper?.momentum ? ['momentum'] : []),
      ...this.rates.partColumns,
    ];
    this.run = new Run({ schedule, hyper, plan, columns, title }, this.rates.planned);
    this.first = (params.initialEpoch ?? 0) * this.run.stepsPerEpoch;
    this.progress = new Progress(this.run, plan.epochs ?? 1);
    for (const text of optimizerWarnings(model.optimizer, { rateMoves: this.rates.moves })) {
      this.run.warnings.push(text);
      console.warn(text);
    }
  }

  /** Sets what the update that comes next uses. */
  begin(): void {
    const { optimizer } = this.model;
    const { lr, momentum } = this.rates.at(this.first + this.run.steps);
    this.used = {
      lr: setLearningRate(optimizer, lr),
      momentum: momentum === undefined ? undefined : setMomentum(optimizer, momentum),
    };
  }

  end(logs: Logs): void {
    const { run, used, metrics, rates } = this;
    const values = metrics.map((name) => logs[name] ?? Number.NaN);
    const { momentum } = used;
    run.recordUpdate(used.lr, [
      ...values,
      ...(momentum === undefined ? [] : [momentum]),
      ...rates.partsAt(this.first + run.steps),
    ]);
    const [loss = Number.NaN] = values;
    if (!Number.isFinite(loss)) {
      run.end('diverged', `the loss is ${loss} at step ${run.steps - 1}`);
      // told by a flag: an error thrown here would leak the tensors of the batch
      this.model.stopTraining = true;
    }
    this.tell();
  }

  endEpoch(epoch: number, logs: Logs): void {
    const { run, rates, metrics } = this;
    if (logs.val_loss !== undefined) {
      run.recordValidation(
        epoch + 1,
        metrics.map((name) => logs[`val_${name}`] ?? Number.NaN),
      );
    }
    if (!rates.listens) return;
    const name = this.monitor ?? (logs.val_loss === undefined ? 'loss' : 'val_loss');
    const metric = logs[name];
    if (metric === undefined) {
      throw new RangeError(
        `Cannot schedule: monitor must be one of ${Object.keys(logs).join(', ')}, got '${name}'`,
      );
    }
    rates.hear(metric, this.first + run.steps);
    run.planned = rates.planned;
  }

  finish(): void {
    const { run, model } = this;
    if (model.stopTraining && run.steps < run.plannedSteps - this.first) {
      run.end('stopped', 'a callback asked for it');
    }
    run.end('finished');
    this.tell();
  }

  private tell(): void {
    this.progress.update();
    this.show(this.run);
  }
}

/** What `model.fit` was asked for: it has told its own history, which the model holds, or the one inside a sequential model. */
function paramsOf(model: Model): Partial<CallbackParams> {
  type Told = { readonly history?: { readonly params?: Partial<CallbackParams> } };
  const { history, model: inner } = model as unknown as Told & { readonly model?: Told };
  return (inner?.history ?? history)?.params ?? {};
}

function planOf({ epochs, steps, samples, batchSize }: Partial<CallbackParams>): RunPlan {
  return {
    ...(epochs !== undefined && { epochs }),
    ...(samples && batchSize ? { examples: samples, batchSize } : {}),
    ...(steps && !samples ? { stepsPerEpoch: steps } : {}),
  };
}
