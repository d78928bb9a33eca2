import type { Feedback, Schedule } from '../schedule';
import { dispose, epochOrder, list, takeBatch } from './batches';
import { readLearningRate, setLearningRate } from './learning-rate';
import { checkModel, checkOptions, type FitOptions, planOf, scheduleOf } from './options';
import { Run } from './run';
import { type Model, type Tensor, type Tensors, tensorFlowOf } from './tf';
import { Turns } from './turns';
import { validate } from './validate';

/** Sees the run each time the driver returns to the event loop, and once when it ends. */
export type Observer = (run: Run) => void;

/**
 * Trains a compiled model, its rate set from the schedule before every update, and records what was used.
 *
 * @param model A compiled `tf.LayersModel`.
 * @param x Examples, `[examples, …]`; a list for a model of several inputs.
 * @param y Targets, `[examples, …]`.
 * @param schedule A schedule, or a constant rate. Epochs and percentages are of this run: its plan is applied.
 * @param observer Is shown the run about fifty times a second at most.
 * @returns The run, also when it was stopped or diverged. No tensor is left behind.
 * @throws TypeError | RangeError before the first update, when the model, the data or an option will not do.
 */
export async function train(
  model: Model,
  x: Tensors,
  y: Tensors,
  schedule: Schedule | Feedback | number,
  options: FitOptions = {},
  observer: Observer = () => {},
): Promise<Run> {
  checkModel(model);
  checkOptions(options);
  const plan = planOf(x, y, options);
  const tf = tensorFlowOf(list(x)[0] as Tensor);
  const run = new Run(scheduleOf(schedule).withPlan(plan), plan, model.metricsNames, options.title);
  const turns = new Turns(() => show());
  const show = (): void => {
    run.elapsedSeconds = turns.elapsed;
    observer(run);
  };

  const update = async (rows: Int32Array): Promise<void> => {
    const begun = performance.now();
    setLearningRate(model.optimizer, run.schedule(run.steps));
    const used = readLearningRate(model.optimizer);
    const batch = [takeBatch(tf, x, rows), takeBatch(tf, y, rows)] as const;
    try {
      const values = await model.trainOnBatch(batch[0] as never, batch[1] as never);
      run.recordUpdate(used, Array.isArray(values) ? values : [values]);
    } finally {
      dispose(...batch);
    }
    run.trainSeconds += (performance.now() - begun) / 1000;
  };

  const goesOn = (): boolean => {
    if (options.signal?.aborted && run.status === 'running') run.status = 'interrupted';
    return run.status === 'running';
  };

  const nextOrder = epochOrder(plan.examples, options.shuffle ?? true, options.seed ?? 0);
  for (let epoch = 1; epoch <= plan.epochs && goesOn(); epoch++) {
    const order = nextOrder();
    for (let start = 0; start < plan.examples && goesOn(); start += plan.batchSize) {
      await update(order.subarray(start, start + plan.batchSize));
      await turns.take();
    }
    let means: number[] | undefined;
    const batches =
      options.validation && goesOn() ? validate(tf, model, options.validation, plan.batchSize) : [];
    for (means of batches) {
      await turns.take();
      if (!goesOn()) break;
    }
    if (means && goesOn()) run.recordValidation(epoch, means);
  }
  if (run.status === 'running') run.status = 'finished';
  show();
  return run;
}
