import { isTensor, type Optimizer, type Tensor, tensorFlowOf, type Variable } from './tf';

// the one file that knows where the seven optimizers of TensorFlow.js keep what a schedule moves.
// An obvious way often does nothing: SGD and Momentum multiply by scalars made beforehand, so that
// writing `learningRate`, or calling `setMomentum`, changes only what getConfig() reports

/** A number that the next update reads, and the way to change it. */
interface Dial {
  read(optimizer: never): number;
  set(optimizer: never, value: number): void;
}

/** A plain number, read anew by every update. */
function field<Name extends string>(name: Name): Dial {
  type WithField = Record<Name, number>;
  return {
    read: (optimizer: WithField) => optimizer[name],
    set(optimizer: WithField, value) {
      optimizer[name] = value as WithField[Name];
    },
  };
}

interface SgdLike {
  /** Minus the rate. */
  readonly c: Tensor;
  setLearningRate(rate: number): void;
}

const SGD_RATE: Dial = {
  read: ({ c }: SgdLike) => -(c.dataSync()[0] as number),
  set: (optimizer: SgdLike, rate) => optimizer.setLearningRate(rate),
};

interface MomentumLike {
  m: Tensor;
  momentum: number;
}

const SGD_MOMENTUM: Dial = {
  read: ({ m }: MomentumLike) => m.dataSync()[0] as number,
  set(optimizer: MomentumLike, momentum) {
    const tf = tensorFlowOf(optimizer.m);
    const made = tf.keep(tf.scalar(momentum));
    optimizer.m.dispose();
    optimizer.m = made;
    optimizer.momentum = momentum;
  },
};

interface AdamaxLike {
  readonly decay: number;
  /** Updates done, as a float32 variable. */
  readonly iteration: Tensor;
  learningRate: number;
}

/** Adamax divides the rate by 1 + iteration·decay. */
const ADAMAX_RATE: Dial = {
  read({ decay, iteration, learningRate }: AdamaxLike) {
    return decay === 0
      ? learningRate
      : learningRate / (1 + decay * (iteration.dataSync()[0] as number));
  },
  set(optimizer: AdamaxLike, rate) {
    optimizer.learningRate = rate;
  },
};

interface Kind {
  readonly rate: Dial;
  readonly momentum?: Dial;
}

const KINDS: Readonly<Record<string, Kind>> = {
  SGD: { rate: SGD_RATE },
  Momentum: { rate: SGD_RATE, momentum: SGD_MOMENTUM },
  RMSProp: { rate: field('learningRate'), momentum: field('momentum') },
  Adam: { rate: field('learningRate'), momentum: field('beta1') },
  Adamax: { rate: ADAMAX_RATE, momentum: field('beta1') },
  Adagrad: { rate: field('learningRate') },
  Adadelta: { rate: field('learningRate') },
};

/** An optimizer of another class is taken for what it looks like. */
function kindOf(optimizer: Optimizer): Kind {
  const known = KINDS[optimizer.getClassName()];
  if (known) return known;
  if ('setLearningRate' in optimizer && 'c' in optimizer) return { rate: SGD_RATE };
  if (typeof (optimizer as { learningRate?: unknown }).learningRate === 'number') {
    return { rate: field('learningRate') };
  }
  throw new TypeError(
    `Cannot set the learning rate: the optimizer ${optimizer.getClassName()} has no learningRate; use one of ${Object.keys(KINDS).join(', ')}`,
  );
}

/**
 * Sets the rate of the next update.
 *
 * @returns The rate that the update will really use: the one asked for, or another if the optimizer
 * makes another of it. It is computed with in float32.
 * @throws RangeError unless the rate is finite and at least 0.
 * @example
 * const optimizer = tf.train.sgd(0.1);
 * assert.equal(setLearningRate(optimizer, 0.05), 0.05);
 */
export function setLearningRate(optimizer: Optimizer, rate: number): number {
  if (!(rate >= 0 && rate < Infinity)) {
    throw new RangeError(
      `Cannot set the learning rate: it must be finite and at least 0, got ${rate}`,
    );
  }
  const { rate: dial } = kindOf(optimizer);
  dial.set(optimizer as never, rate);
  return asAsked(rate, dial.read(optimizer as never));
}

/**
 * The rate the next update will use, read from where the update reads it.
 *
 * @example
 * assert.equal(readLearningRate(tf.train.adam(0.01)), 0.01);
 */
export function readLearningRate(optimizer: Optimizer): number {
  return kindOf(optimizer).rate.read(optimizer as never);
}

/** Remembers the rate of an optimizer. @returns Puts it back, and what its config reports. */
export function rememberLearningRate(optimizer: Optimizer): () => void {
  const own = optimizer as Optimizer & { learningRate?: number };
  const [used, reported] = [readLearningRate(optimizer), own.learningRate];
  return () => {
    kindOf(optimizer).rate.set(optimizer as never, used);
    // SGD reports one number and uses another when somebody wrote the field
    if (reported !== undefined) own.learningRate = reported;
  };
}

/**
 * Sets the momentum of the next update; beta1 in Adam and Adamax, whose bias correction goes on with
 * the product of the values that were in force.
 *
 * @returns The momentum that the update will really use.
 * @throws RangeError unless it is at least 0 and below 1; TypeError when the optimizer has none.
 * @example
 * const optimizer = tf.train.momentum(0.1, 0.9);
 * assert.equal(setMomentum(optimizer, 0.85), 0.85);
 */
export function setMomentum(optimizer: Optimizer, momentum: number): number {
  if (!(momentum >= 0 && momentum < 1)) {
    throw new RangeError(
      `Cannot set the momentum: it must be at least 0 and below 1, got ${momentum}`,
    );
  }
  const dial = momentumOf(optimizer);
  dial.set(optimizer as never, momentum);
  return asAsked(momentum, dial.read(optimizer as never));
}

/**
 * The momentum the next update will use. @throws TypeError when the optimizer has none.
 *
 * @example
 * assert.equal(readMomentum(tf.train.adam(0.01, 0.8)), 0.8);
 */
export function readMomentum(optimizer: Optimizer): number {
  return momentumOf(optimizer).read(optimizer as never);
}

function momentumOf(optimizer: Optimizer): Dial {
  const { momentum } = kindOf(optimizer);
  if (momentum) return momentum;
  const able = Object.keys(KINDS).filter((name) => KINDS[name]?.momentum);
  throw new TypeError(
    `Cannot set the momentum: ${optimizer.getClassName()} has none; use one of ${able.join(', ')}`,
  );
}

/** The number asked for where the optimizer only rounded it to float32, as every one does in the end. */
function asAsked(asked: number, used: number): number {
  return Math.fround(used) === Math.fround(asked) ? asked : used;
}

/**
 * Every variable that an optimizer keeps from update to update, such as the moments of Adam and its
 * two products of betas, by the field that holds it. There are fewer before the first update.
 */
export function optimizerVariables(optimizer: Optimizer): Map<string, Variable> {
  const variables = new Map<string, Variable>();
  for (const [name, value] of Object.entries(optimizer)) {
    if (isVariable(value)) variables.set(name, value);
    else if (Array.isArray(value)) {
      for (const [index, slot] of value.entries()) {
        if (isVariable(slot?.variable)) variables.set(`${name}.${index}`, slot.variable);
      }
    }
  }
  return variables;
}

/** Forgets a variable of {@link optimizerVariables} that was made after the first `count` of its field. */
export function dropSlots(optimizer: Optimizer, kept: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(optimizer)) {
    if (!Array.isArray(value)) continue;
    while (value.length > 0 && !kept.has(`${name}.${value.length - 1}`)) {
      value.pop()?.variable?.dispose();
    }
  }
}

function isVariable(value: unknown): value is Variable {
  return isTensor(value) && typeof (value as Partial<Variable>).assign === 'function';
}
