import type { Callback } from './callbacks';
import type { Mode } from './monitor';
import { LOG_OPTIONS, type LogOptions } from './state/log-options';
import type { ValidationData } from './validate';

/** When a run ends early because a metric has stopped getting better. */
export interface EarlyStopping {
  /** `loss`, `val_loss`, or another metric of the model with or without `val_`; `val_loss` when there are validation examples, else `loss`. */
  readonly monitor?: string;
  /** Epochs without a better one that are waited for; 5 when left out. */
  readonly patience?: number;
  /** What a better one must gain; 0 when left out. */
  readonly minDelta?: number;
  /** Whether a lower or a higher metric is better; told by its name when left out. */
  readonly mode?: Mode;
  /** Whether the model ends with the weights of its best epoch; true when left out. */
  readonly restoreBest?: boolean;
}

/** What is done after a loss that is no number. */
export interface Rollback {
  /** Puts back weights and optimizer as they were when the smoothed loss was at its best. */
  readonly rollback: 'best';
  /** Factor on every rate from then on; 0.5 when left out. */
  readonly factor?: number;
  /** Times it is done before the run ends as diverged; 3 when left out. */
  readonly limit?: number;
}

/** Options of every kind of training. */
export interface TrainingOptions {
  /** Title of the run in charts; the label of the schedule when left out. */
  readonly title?: string;
  /** Stops the run after the update that is under way. */
  readonly signal?: AbortSignal;
  /** Seed of the order of the examples, of dropout and of noise; 0 when left out, so two runs are equal. */
  readonly seed?: number;
  /** Objects with `onBatchEnd`, `onEpochEnd` and so on, instances of `tf.Callback`, or any mix of them. */
  readonly callbacks?: Callback | readonly Callback[];
  /** Metric that a feedback schedule hears: `loss`, `val_loss`, …; `val_loss` when there are validation examples, else `loss`. */
  readonly monitor?: string;
  /** How often it hears it: after each epoch, or the mean training loss over so many updates; `'epoch'` when left out. */
  readonly monitorEvery?: 'epoch' | number;
  readonly earlyStopping?: EarlyStopping;
  /** `'stop'` when left out: a run whose loss is no number ends. */
  readonly onNaN?: 'stop' | Rollback;
  /** Largest norm of all gradients together; larger ones are scaled down to it. */
  readonly clipNorm?: number;
  /**
   * Decoupled weight decay as in AdamW: before each update, weights of two or more dimensions (kernels
   * and embeddings, not biases nor the scales of a normalization) lose rate × this share of themselves.
   */
  readonly weightDecay?: number;
  /** Records the norm of the gradients, before clipping, every so many updates. */
  readonly gradientNorm?: number;
  /** Batches whose gradients make one update; 1 when left out. */
  readonly accumulation?: number;
}

/** Options of `fit`. */
export interface FitOptions extends TrainingOptions, LogOptions {
  /** Times every example is seen; 1 when left out. */
  readonly epochs?: number;
  /** Examples in one batch; 32 when left out. A dataset has its own. */
  readonly batchSize?: number;
  /** Batches in one epoch of a dataset; all it has when left out. */
  readonly batchesPerEpoch?: number;
  /** Examples to validate on after each epoch: `[x, y]`, or a dataset. */
  readonly validation?: ValidationData;
  /** Whether each epoch sees the examples in another order; true when left out. A dataset has its own. */
  readonly shuffle?: boolean;
}

/** Names of the options of every kind of training. */
export const TRAINING_OPTIONS = [
  'title',
  'signal',
  'seed',
  'callbacks',
  'monitor',
  'monitorEvery',
  'earlyStopping',
  'onNaN',
  'clipNorm',
  'weightDecay',
  'gradientNorm',
  'accumulation',
] as const satisfies readonly (keyof TrainingOptions)[];

/** Names of the options of `fit`. */
export const FIT_OPTIONS = [
  'epochs',
  'batchSize',
  'batchesPerEpoch',
  'validation',
  'shuffle',
  ...LOG_OPTIONS,
  ...TRAINING_OPTIONS,
] as const satisfies readonly (keyof FitOptions)[];

const EARLY = ['monitor', 'patience', 'minDelta', 'mode', 'restoreBest'];
const ROLLBACK = ['rollback', 'factor', 'limit'];

/** Names that other libraries have for an option. */
const ALIASES: Readonly<Record<string, string>> = {
  validationData: 'validation',
  validation_data: 'validation',
  clipnorm: 'clipNorm',
  global_clipnorm: 'clipNorm',
  batch_size: 'batchSize',
};

/** @throws TypeError when there is an option of another name: a misspelt one would be ignored. */
export function checkNames(given: object, known: readonly string[], where = ''): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const meant = ALIASES[unknown];
  const hint = meant && known.includes(meant) ? ` (here it is ${meant})` : '';
  throw new TypeError(
    `Cannot train: there is no option '${where}${unknown.slice(0, 40)}'${hint}; there are ${known.join(', ')}`,
  );
}

/** @throws TypeError | RangeError naming the option that will not do. */
export function checkTraining(options: TrainingOptions): void {
  const { accumulation, gradientNorm, monitorEvery, seed, clipNorm, weightDecay } = options;
  whole('accumulation', accumulation);
  whole('gradientNorm', gradientNorm);
  if (monitorEvery !== 'epoch') whole('monitorEvery', monitorEvery, "'epoch' or ");
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new RangeError(`Cannot train: seed must be a whole number, got ${seed}`);
  }
  inRange('clipNorm', clipNorm, 'above 0', (value) => value > 0);
  inRange('weightDecay', weightDecay, 'at least 0', (value) => value >= 0);
  const { earlyStopping, onNaN } = options;
  if (earlyStopping !== undefined) {
    object('earlyStopping', earlyStopping, "such as { monitor: 'val_loss', patience: 5 }");
    checkNames(earlyStopping, EARLY, 'earlyStopping.');
    whole('earlyStopping.patience', earlyStopping.patience);
    inRange('earlyStopping.minDelta', earlyStopping.minDelta, 'at least 0', (value) => value >= 0);
    oneOf('earlyStopping.mode', earlyStopping.mode, ['min', 'max']);
  }
  if (onNaN !== undefined && onNaN !== 'stop') {
    object('onNaN', onNaN, "'stop' or such as { rollback: 'best', factor: 0.5 }");
    checkNames(onNaN, ROLLBACK, 'onNaN.');
    oneOf('onNaN.rollback', onNaN.rollback, ['best']);
    inRange(
      'onNaN.factor',
      onNaN.factor,
      'above 0 and at most 1',
      (value) => value > 0 && value <= 1,
    );
    whole('onNaN.limit', onNaN.limit);
  }
}

/** @throws RangeError unless `value` is left out, or a whole number of at least 1. */
export function whole(name: string, value: number | undefined, or = ''): void {
  if (value === undefined || (Number.isSafeInteger(value) && value >= 1)) return;
  throw new RangeError(`Cannot train: ${name} must be ${or}an integer of at least 1, got ${value}`);
}

function inRange(
  name: string,
  value: number | undefined,
  allowed: string,
  test: (value: number) => boolean,
): void {
  if (value === undefined || (Number.isFinite(value) && test(value))) return;
  throw new RangeError(`Cannot train: ${name} must be finite and ${allowed}, got ${value}`);
}

function object(name: string, value: unknown, example: string): void {
  if (typeof value === 'object' && value !== null) return;
  throw new TypeError(`Cannot train: ${name} must be ${example}, got ${String(value)}`);
}

function oneOf(name: string, value: string | undefined, words: readonly string[]): void {
  if (value === undefined || words.includes(value)) return;
  throw new RangeError(
    `Cannot train: ${name} must be ${words.map((word) => `'${word}'`).join(' or ')}, got ${String(value)}`,
  );
}
