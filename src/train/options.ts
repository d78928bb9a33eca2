import {
  constant,
  type Feedback,
  isFeedback,
  isSchedule,
  type Plan,
  type Schedule,
} from '../schedule';
import { exampleCount } from './batches';
import type { Model, Tensors } from './tf';

/** Options of `fit`. */
export interface FitOptions {
  /** Times every example is seen; 1 when left out. */
  readonly epochs?: number;
  /** Examples in one update; 32 when left out. */
  readonly batchSize?: number;
  /** Examples to validate on after each epoch. */
  readonly validation?: readonly [x: Tensors, y: Tensors];
  /** Whether each epoch sees the examples in another order; true when left out. */
  readonly shuffle?: boolean;
  /** Seed of that order; 0 when left out, so two runs see the same batches. */
  readonly seed?: number;
  /** Title of the run in charts; the label of the schedule when left out. */
  readonly title?: string;
  /** Stops the run after the update that is under way. */
  readonly signal?: AbortSignal;
}

/** The plan of a run, every fact known. */
export type RunPlan = Required<Pick<Plan, 'examples' | 'batchSize' | 'epochs'>>;

const OPTIONS: readonly string[] = [
  'epochs',
  'batchSize',
  'validation',
  'shuffle',
  'seed',
  'title',
  'signal',
] satisfies (keyof FitOptions)[];

/** @throws TypeError when there is an option of another name: a misspelt one would be ignored. */
export function checkOptions(options: FitOptions): void {
  const unknown = Object.keys(options).find((name) => !OPTIONS.includes(name));
  if (unknown === undefined) return;
  throw new TypeError(
    `Cannot train: there is no option '${unknown.slice(0, 40)}'; there are ${OPTIONS.join(', ')}`,
  );
}

/** The plan that the data and the options make. @throws RangeError naming the option that will not do. */
export function planOf(
  x: Tensors,
  y: Tensors,
  { epochs = 1, batchSize = 32 }: FitOptions,
): RunPlan {
  for (const [name, value] of Object.entries({ epochs, batchSize })) {
    if (!Number.isSafeInteger(value) || value < 1) {
      throw new RangeError(`Cannot train: ${name} must be an integer of at least 1, got ${value}`);
    }
  }
  return { examples: exampleCount(x, y), batchSize, epochs };
}

/** A schedule from what a user may give `fit`: a schedule, or a constant rate. */
export function scheduleOf(schedule: Schedule | Feedback | number): Schedule {
  if (isSchedule(schedule)) return schedule;
  if (typeof schedule === 'number') return constant({ peak: schedule });
  if (isFeedback(schedule)) {
    throw new TypeError(
      'Cannot train: fit does not feed metrics to plateau and greedy yet; train in parts and use feedback.next between them',
    );
  }
  throw new TypeError(
    'Cannot train: the schedule must be one such as cosine({ peak: 1e-3 }), or a constant rate',
  );
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
