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

/** An optimizer of TensorFlow.js; its rate is behind `learning-rate.ts`. */
export interface Optimizer {
  getClassName(): string;
}

/** A compiled `tf.LayersModel`. */
export interface Model {
  readonly name: string;
  readonly metricsNames: string[];
  readonly optimizer: Optimizer;
  trainOnBatch(x: never, y: never): Promise<number | number[]>;
  evaluate(x: never, y: never, args?: { batchSize?: number; verbose?: number }): unknown;
}

/** One tensor, or one for each input or output of the model. */
export type Tensors = Tensor | readonly Tensor[];

/** The functions of a copy of TensorFlow.js. */
export interface TensorFlow {
  readonly Tensor: abstract new (...args: never[]) => Tensor;
  tidy<T>(work: () => T): T;
  gather(tensor: Tensor, indices: Tensor): Tensor;
  slice(tensor: Tensor, begin: number[], size: number[]): Tensor;
  tensor1d(values: ArrayLike<number>, dtype: 'int32'): Tensor;
}

const CORE = /[\\/]@tensorflow[\\/]tfjs-core[\\/]dist[\\/]tf-core\.node\.js$/;

/**
 * The copy of TensorFlow.js that made a tensor: tensors of one copy are unknown to another.
 *
 * @throws TypeError when no loaded copy made it.
 */
export function tensorFlowOf(tensor: Tensor): TensorFlow {
  for (const [file, module] of Object.entries(require.cache)) {
    const tf = CORE.test(file) ? (module?.exports as TensorFlow) : undefined;
    if (tf && tensor instanceof tf.Tensor) return tf;
  }
  throw notTensors();
}

/** The complaint about data that no copy of TensorFlow.js knows. */
export function notTensors(): TypeError {
  return new TypeError(
    'Cannot train: x and y must be tensors, for example tf.tensor2d(…) of @tensorflow/tfjs-node',
  );
}
