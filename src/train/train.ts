import { ArraySource, exampleCount, type Source } from './batches';
import { type Dataset, DatasetSource, datasetSize } from './dataset';
import { metricNames } from './metric-names';
import { checkNames, checkTraining, FIT_OPTIONS, type FitOptions, whole } from './options';
import { countedInEpochs, ratesFor } from './plan';
import type { RateSource } from './rates';
import { unrepeatable } from './repeatable';
import { Run, type RunPlan } from './run';
import { driveLogged } from './state/drive-logged';
import { checkLogOptions } from './state/log-options';
import { runSettings } from './state/run-settings';
import { type Steerable, steered } from './steering';
import { type Model, type Tensor, type Tensors, tensorFlowOf } from './tf';
import { Training } from './training';
import type { Learn, Observer } from './training-setup';
import { validate } from './validate';

/** Examples to train on. */
export type Data = { readonly x: Tensors; readonly y: Tensors } | { readonly dataset: Dataset };

/**
 * Trains a compiled model, its rate set before every update, and records what was used.
 *
 * @param model A compiled `tf.LayersModel`.
 * @param data Tensors, `[examples, …]`, lists of them for a model of several inputs or outputs; or a dataset.
 * @param source A schedule, a feedback schedule, `hyper`, a constant rate, or what steers the run while it goes on. Epochs and percentages are of this run: its plan is applied.
 * @param observers See the training as it goes on.
 * @returns The run, also when it was stopped or diverged. No tensor is left behind.
 * @throws TypeError | RangeError before the first update, when the model, the data or an option will not do; TrainingError when something threw later.
 * @example
 * const watched = { turn: (run) => console.log(run.steps) };
 * const run = await train(model, { x, y }, cosine({ peak: 5e-3 }), { epochs: 1 }, watched);
 * assert.equal(run.status, 'finished');
 */
export async function train(
  model: Model,
  data: Data,
  source: RateSource | Steerable,
  options: FitOptions = {},
  ...observers: readonly Observer[]
): Promise<Run> {
  const logging = checkLogOptions(options);
  const { rates, steering } = steered(source);
  const training = trainingOf(model, data, rates, options, [...steering, ...observers]);
  return await driveLogged(training, logging, () => {
    const { validation, ...others } = options;
    const examples = 'dataset' in data ? data.dataset : ([data.x, data.y] as const);
    return runSettings(training, { shuffle: true, ...others }, { data: examples, validation });
  });
}

/** A training, everything checked. */
export function trainingOf(
  model: Model,
  data: Data,
  source: RateSource,
  options: FitOptions,
  observers: readonly Observer[],
): Training {
  checkModel(model);
  checkNames(options, FIT_OPTIONS);
  checkTraining(options);
  const { epochs = 1, batchSize = 32, validation, signal, title } = options;
  for (const [name, value] of Object.entries({ epochs, batchSize })) whole(name, value);
  whole('batchesPerEpoch', options.batchesPerEpoch);
  const plan = planOf(data, options);
  const rates = ratesFor(source, plan, options);
  const tf = tensorFlowOf(model.getWeights()[0] as Tensor);
  const learn: Learn = async ({ x, y }) => {
    const values = await model.trainOnBatch(x as never, y as never);
    return Array.isArray(values) ? values : [values];
  };
  const metrics = metricNames(model);
  const { schedule, hyper } = rates;
  return new Training({
    run: new Run({ schedule, hyper, plan, columns: metrics, title }, rates.planned),
    rates,
    source: sourceOf(model, data, options),
    learn,
    options,
    model,
    optimizer: model.optimizer,
    metrics,
    epochs,
    validate: validation && (() => validate(tf, model, validation, batchSize, signal)),
    warnings: [...unrepeatable(model, 'dataset' in data), ...countedInEpochs(source, rates, plan)],
    observers,
  });
}

function planOf(data: Data, options: FitOptions): RunPlan {
  const { epochs = 1, batchSize = 32, accumulation } = options;
  const common = { epochs, ...(accumulation !== undefined && { accumulation }) };
  if (!('dataset' in data)) return { ...common, examples: exampleCount(data.x, data.y), batchSize };
  const batches = options.batchesPerEpoch ?? datasetSize(data.dataset);
  if (batches === undefined) return common;
  return { ...common, stepsPerEpoch: Math.ceil(batches / (accumulation ?? 1)) };
}

function sourceOf(model: Model, data: Data, options: FitOptions): Source {
  const { batchSize = 32, batchesPerEpoch, shuffle = true, seed = 0, signal } = options;
  if ('dataset' in data) return new DatasetSource(data.dataset, batchesPerEpoch, signal);
  const tf = tensorFlowOf(model.getWeights()[0] as Tensor);
  return new ArraySource(tf, data.x, data.y, batchSize, shuffle ? seed : undefined);
}

/** @throws TypeError unless `model` is a compiled layers model. */
export function checkModel(model: Model): void {
  if (typeof model?.trainOnBatch !== 'function') {
    throw new TypeError(
      'Cannot train: the model must be a tf.LayersModel, for example of tf.sequential()',
    );
  }
  if (!model.optimizer) {
    throw new TypeError(
      "Cannot train: compile the model first, for example model.compile({ optimizer: 'adam', loss: 'meanSquaredError' })",
    );
  }
}
