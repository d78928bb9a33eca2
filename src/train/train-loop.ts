import { ArraySource, type Batch, type Source } from './batches';
import { type Dataset, DatasetSource, datasetSize, isDataset } from './dataset';
import {
  checkNames,
  checkTraining,
  TRAINING_OPTIONS,
  type TrainingOptions,
  whole,
} from './options';
import { countedInEpochs, ratesFor } from './plan';
import type { RateSource } from './rates';
import { unrepeatable } from './repeatable';
import { Run } from './run';
import { driveLogged } from './state/drive-logged';
import { checkLogOptions, LOG_OPTIONS, type LogOptions } from './state/log-options';
import { runSettings } from './state/run-settings';
import { type Steerable, steered } from './steering';
import {
  isTensor,
  list,
  type Model,
  type Optimizer,
  type Tensor,
  type Tensors,
  tensorFlowOf,
} from './tf';
import { Training } from './training';
import type { Learn, Observer, Position } from './training-setup';
import { STOPPED, unlessStopped } from './waiting';

/** What a custom step is told. */
export interface StepContext extends Position {
  /** Examples of the batch, when `data` was given. */
  readonly x: Tensors | undefined;
  /** Their targets. */
  readonly y: Tensors | undefined;
  /** Says when the training is told to stop. */
  readonly signal: AbortSignal | undefined;
}

/** What a custom step may give: the loss, or the loss and metrics by name. Scalars are read and disposed of. */
export type StepResult = number | Tensor | Readonly<Record<string, number | Tensor>>;

/** Options of `trainLoop`. */
export interface TrainLoopOptions extends TrainingOptions, LogOptions {
  /** What gives the rate of every update: a schedule, feedback, `hyper`, a number, or what steers the run. */
  readonly schedule: RateSource | Steerable;
  /** Trains on one batch and gives its loss. The rate of `optimizer` is set already; without one use `lr`. */
  step(context: StepContext): StepResult | PromiseLike<StepResult>;
  /** The optimizer that `step` uses: its rate is set before each step. That of a compiled `model` when left out. */
  readonly optimizer?: Optimizer;
  /** The model that is trained: needed to put its best weights back, and for the checkpoints of a `log`. */
  readonly model?: Model;
  /** Batches for `step`: `[x, y]`, or a dataset; `step` has its own when left out. */
  readonly data?: readonly [x: Tensors, y: Tensors] | Dataset;
  /** Examples in one batch of tensors; 32 when left out. */
  readonly batchSize?: number;
  /** Times all data are seen; 1 when left out. */
  readonly epochs?: number;
  /** Steps in one epoch, when there is no `data`. */
  readonly stepsPerEpoch?: number;
  /** Steps of the whole run in one epoch: instead of `epochs` and `stepsPerEpoch`. */
  readonly steps?: number;
  /** Measures the model after each epoch; gives what `step` gives. */
  validate?(context: {
    readonly step: number;
    readonly epoch: number;
  }): StepResult | PromiseLike<StepResult>;
}

const LOOP_OPTIONS: readonly string[] = [
  'schedule',
  'step',
  'optimizer',
  'model',
  'data',
  'batchSize',
  'epochs',
  'stepsPerEpoch',
  'steps',
  'validate',
  ...LOG_OPTIONS,
  ...TRAINING_OPTIONS,
] satisfies (keyof TrainLoopOptions)[];

/** Options that change gradients, which only pass by where there is an optimizer. */
const ON_GRADIENTS = ['clipNorm', 'weightDecay', 'gradientNorm', 'accumulation'] as const;

/**
 * Runs a step of one's own under a schedule: for losses and updates that `compile` cannot say.
 *
 * @returns The run, also when it was stopped or diverged.
 * @throws TypeError | RangeError before the first step, when an option will not do; TrainingError when a step threw.
 */
export async function loop(
  options: TrainLoopOptions,
  ...observers: readonly Observer[]
): Promise<Run> {
  const { epochs, stepsPerEpoch } = lengthOf(options);
  const { step, validate, signal, model, data, title, batchSize = 32, accumulation } = options;
  const optimizer = options.optimizer ?? model?.optimizer;
  check(options, optimizer);
  const logging = checkLogOptions(options);
  const examples =
    data && !isDataset(data)
      ? list((data as readonly Tensors[])[0] as Tensors)[0]?.shape[0]
      : undefined;
  const perEpoch = stepsPerEpoch ?? (data && isDataset(data) ? datasetSize(data) : undefined);
  const plan = {
    epochs,
    ...(accumulation !== undefined && { accumulation }),
    ...(examples !== undefined && { examples, batchSize }),
    ...(perEpoch !== undefined && { stepsPerEpoch: Math.ceil(perEpoch / (accumulation ?? 1)) }),
  };
  const { rates: source, steering } = steered(options.schedule);
  const rates = ratesFor(source, plan, options);
  const { schedule, hyper } = rates;
  const names = new ResultNames(() => training);
  const learn: Learn = async ({ x, y }, at) => {
    const own = data ? { x, y } : { x: undefined, y: undefined };
    const result = await unlessStopped(Promise.resolve(step({ ...at, ...own, signal })), signal);
    return result === STOPPED ? undefined : names.valuesOf(result, 'step');
  };
  const training: Training = new Training({
    run: new Run({ schedule, hyper, plan, columns: ['loss'], title }, rates.planned),
    rates,
    source: sourceOf(options, stepsPerEpoch),
    learn,
    options,
    model,
    optimizer,
    epochs,
    validate: validate && validation,
    warnings: [
      ...unrepeatable(model, data !== undefined && isDataset(data)),
      ...countedInEpochs(source, rates, plan),
    ],
    observers: [...steering, ...observers],
  });
  async function* validation(): AsyncGenerator<readonly number[]> {
    const at = { step: training.run.steps, epoch: training.epoch };
    const result = await unlessStopped(Promise.resolve(validate?.(at) as StepResult), signal);
    if (result !== STOPPED) yield names.valuesOf(result, 'validate');
  }
  return await driveLogged(training, logging, () => {
    const { schedule, step, optimizer, model, validate, data, ...others } = options;
    return runSettings(training, others, { data, validation: undefined });
  });
}

/** Steps without data: the step has its own. */
class OwnSteps implements Source {
  private readonly steps: number;

  constructor(steps: number) {
    this.steps = steps;
  }

  *epoch(_epoch: number, first: number): Generator<Batch> {
    for (let step = first; step < this.steps; step++) yield { x: [], y: [], size: 1, release() {} };
  }
}

function sourceOf(
  { data, batchSize = 32, seed = 0, signal }: TrainLoopOptions,
  steps?: number,
): Source {
  if (!data) return new OwnSteps(steps as number);
  if (isDataset(data)) return new DatasetSource(data, steps, signal);
  const [x, y] = data as readonly [Tensors, Tensors];
  return new ArraySource(tensorFlowOf(list(x)[0] as Tensor), x, y, batchSize, seed);
}

function lengthOf({ epochs, stepsPerEpoch, steps, data, batchSize }: TrainLoopOptions): {
  readonly epochs: number;
  readonly stepsPerEpoch: number | undefined;
} {
  for (const [name, value] of Object.entries({ epochs, stepsPerEpoch, steps, batchSize })) {
    whole(name, value);
  }
  if (steps !== undefined && (epochs ?? stepsPerEpoch) === undefined) {
    return { epochs: 1, stepsPerEpoch: steps };
  }
  if (steps === undefined && (data || stepsPerEpoch !== undefined)) {
    return { epochs: epochs ?? 1, stepsPerEpoch };
  }
  throw new RangeError(
    'Cannot train: give either steps, or stepsPerEpoch with epochs, or data with epochs',
  );
}

function check(options: TrainLoopOptions, optimizer: Optimizer | undefined): void {
  checkNames(options, LOOP_OPTIONS);
  checkTraining(options);
  const { step, model, onNaN, earlyStopping } = options;
  if (typeof step !== 'function') {
    throw new TypeError('Cannot train: step must be a function such as async ({ lr }) => loss');
  }
  const idle = optimizer ? undefined : ON_GRADIENTS.find((name) => options[name] !== undefined);
  if (idle) throw new TypeError(`Cannot train: ${idle} needs the optimizer; give it as optimizer`);
  const needsModel =
    (typeof onNaN === 'object' && 'onNaN') ||
    (earlyStopping?.restoreBest && 'earlyStopping.restoreBest');
  if (needsModel && !(model && optimizer)) {
    throw new TypeError(
      `Cannot train: ${needsModel} puts weights back; give the model, and the optimizer unless it is compiled`,
    );
  }
}

/** Turns what a step gives into numbers, in the order that the first result of the run had. */
class ResultNames {
  private readonly training: () => Training;

  /** @param training Knows the names; it begins later. */
  constructor(training: () => Training) {
    this.training = training;
  }

  /** @throws TypeError when there is no loss, or a value is no number. */
  valuesOf(result: StepResult, who: string): number[] {
    const all = typeof result === 'object' && !isTensor(result) ? result : { loss: result };
    const values = new Map(
      Object.entries(all ?? {}).map(([name, value]) => [name, numberOf(value)] as const),
    );
    if (values.get('loss') === undefined) {
      throw new TypeError(
        `${who} must give the loss as a number or a scalar, or { loss, … }, got ${String(result)}`,
      );
    }
    const training = this.training();
    if (!training.namedMetrics) {
      training.nameMetrics(['loss', ...[...values.keys()].filter((name) => name !== 'loss')]);
    }
    return (training.namedMetrics ?? []).map((name) => values.get(name) ?? Number.NaN);
  }
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (!isTensor(value)) return undefined;
  const [number] = value.dataSync() as readonly [number];
  value.dispose();
  return number;
}
