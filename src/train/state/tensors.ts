import { type Tensor, tensorFlowOf, type Variable } from '../tf';
import type { StoredArray, StoredTensor } from './safetensors';

/** The functions that make tensors and variables, of a copy of TensorFlow.js. */
export interface TensorMaker {
  tensor(values: StoredArray, shape: readonly number[], dtype: string): Tensor;
  variable(initial: Tensor, trainable: boolean): Variable;
}

/** The copy of TensorFlow.js that made a tensor. */
export function makerOf(tensor: Tensor): TensorMaker {
  return tensorFlowOf(tensor) as unknown as TensorMaker;
}

/** The numbers of a tensor, as they are now. */
export function readTensor(tensor: Tensor): StoredTensor {
  return { shape: [...tensor.shape], values: tensor.dataSync() as StoredArray };
}

/** Puts numbers into a variable, bit for bit. */
export function assign(tf: TensorMaker, variable: Variable, { values, shape }: StoredTensor): void {
  withTensor(tf, values, shape, variable.dtype, (tensor) => variable.assign(tensor));
}

/** A variable that no gradient changes. The caller owns it. */
export function makeVariable(tf: TensorMaker, { values, shape }: StoredTensor): Variable {
  const dtype = values instanceof Int32Array ? 'int32' : 'float32';
  return withTensor(tf, values, shape, dtype, (tensor) => tf.variable(tensor, false));
}

function withTensor<T>(
  tf: TensorMaker,
  values: StoredArray,
  shape: readonly number[],
  dtype: string,
  use: (tensor: Tensor) => T,
): T {
  const tensor = tf.tensor(values, shape, dtype);
  try {
    return use(tensor);
  } finally {
    tensor.dispose();
  }
}
