// the parts of TensorFlow.js that training uses, as structural types: naming the package would make
// every notebook type-check it, and would tie the types to one copy of it

/** A tensor of TensorFlow.js. */
export interface Tensor {
  readonly shape: number[];
  readonly dtype: string;
  readonly size: number;
  dataSync(): ArrayLike<number>;
  dispose(): void;
}

/** A tensor that training changes in place. */
export interface Variable extends Tensor {
  readonly name: string;
  assign(value: Tensor): void;
}

/** Gradients as the optimizers take them. */
export type NamedGradients =
  | readonly { readonly name: string; readonly tensor: Tensor | null }[]
  | Readonly<Record<string, Tensor | null>>;

/** An optimizer of TensorFlow.js; what it keeps where is behind `optimizer.ts`. */
export interface Optimizer {
  getClassName(): string;
  minimize(...args: never[]): unknown;
  applyGradients(gradients: never): void;
}

/** A layer, as far as training looks at it. */
export interface Layer {
  readonly name: string;
  getClassName(): string;
}

/** A compiled `tf.LayersModel`. */
export interface Model {
  readonly name: string;
  readonly metricsNames: string[];
  readonly optimizer: Optimizer;
  readonly layers: readonly Layer[];
  /** A callback sets it to end the training. */
  stopTraining: boolean;
  getWeights(): Tensor[];
  trainOnBatch(x: never, y: never): Promise<number | number[]>;
  evaluate(x: never, y: never, args?: { batchSize?: number; verbose?: number }): unknown;
}

/** One tensor, or one for each input or output of the model: a list, or by name. */
export type Tensors = Tensor | readonly Tensor[] | Readonly<Record<string, Tensor>>;

/** The functions of a copy of TensorFlow.js. */
export interface TensorFlow {
  readonly Tensor: abstract new (...args: never[]) => Tensor;
  tidy<T>(work: () => T): T;
  keep<T extends Tensor>(tensor: T): T;
  clone(tensor: Tensor): Tensor;
  scalar(value: number): Tensor;
  gather(tensor: Tensor, indices: Tensor): Tensor;
  tensor(values: Float32Array, shape: number[]): Tensor;
  tensor1d(values: ArrayLike<number>, dtype: 'int32'): Tensor;
  add(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor | number): Tensor;
  div(a: Tensor | number, b: Tensor | number): Tensor;
  maximum(a: Tensor | number, b: Tensor | number): Tensor;
  sum(tensor: Tensor): Tensor;
  square(tensor: Tensor): Tensor;
  sqrt(tensor: Tensor): Tensor;
  addN(tensors: Tensor[]): Tensor;
  engine(): { readonly registeredVariables: Readonly<Record<string, Variable>> };
}

const CORE = /[\\/]@tensorflow[\\/]tfjs-core[\\/]dist[\\/]tf-core\.node\.js$/;

// looking through every loaded file takes milliseconds
let found: TensorFlow | undefined;

/**
 * The copy of TensorFlow.js that made a tensor: tensors of one copy are unknown to another.
 *
 * @throws TypeError when no loaded copy made it.
 */
export function tensorFlowOf(tensor: Tensor): TensorFlow {
  if (found && tensor instanceof found.Tensor) return found;
  for (const [file, module] of Object.entries(require.cache)) {
    const tf = CORE.test(file) ? (module?.exports as TensorFlow) : undefined;
    if (tf && tensor instanceof tf.Tensor) {
      found = tf;
      return tf;
    }
  }
  throw notTensors();
}

/** Tensors as a list: the single one, or the one of each input. */
export function list(tensors: Tensors): readonly Tensor[] {
  if (Array.isArray(tensors)) return tensors;
  return isTensor(tensors) ? [tensors] : Object.values(tensors as Record<string, Tensor>);
}

/** Whether something looks like a tensor, of whatever copy. */
export function isTensor(value: unknown): value is Tensor {
  const tensor = value as Partial<Tensor> | null;
  return (
    typeof tensor === 'object' &&
    typeof tensor?.dataSync === 'function' &&
    Array.isArray(tensor.shape)
  );
}

/** Disposes of every tensor given. */
export function dispose(...all: readonly Tensors[]): void {
  for (const tensors of all) for (const tensor of list(tensors)) tensor.dispose();
}

/** The complaint about data that no copy of TensorFlow.js knows. */
export function notTensors(): TypeError {
  return new TypeError(
    'Cannot train: x and y must be tensors, for example tf.tensor2d(…) of @tensorflow/tfjs-node',
  );
}
