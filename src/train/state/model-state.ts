import type { Model, Variable } from '../tf';
import type { StoredTensor } from './safetensors';
import { assign, readTensor, type TensorMaker } from './tensors';

/** A weight of a layer: the variable behind it is replaced when the optimizer makes an update. */
interface Weight {
  readonly originalName: string;
  read(): Variable;
}

interface Weighted extends Model {
  readonly weights: readonly Weight[];
}

/** A weight and its numbers. */
export interface NamedTensor extends StoredTensor {
  readonly name: string;
}

/** Every weight of a model, the moving statistics of batch normalisation included. */
export function readModel(model: Model): NamedTensor[] {
  return weightsOf(model).map((weight) => ({
    name: weight.originalName,
    ...readTensor(weight.read()),
  }));
}

/** @throws TypeError that names the first weight of another shape. */
export function checkWeights(model: Model, stored: readonly NamedTensor[]): void {
  const weights = weightsOf(model);
  if (weights.length !== stored.length) {
    throw new TypeError(
      `the model has ${weights.length} weights and its checkpoint ${stored.length}`,
    );
  }
  stored.forEach(({ name, shape }, index) => {
    const weight = weights[index] as Weight;
    const own = weight.read().shape;
    if (own.join() === shape.join()) return;
    throw new TypeError(
      `weight ${weight.originalName} of the model is [${own.join(', ')}], and ${name} of its checkpoint [${shape.join(', ')}]`,
    );
  });
}

/** Gives a model the weights it had when it was read, bit for bit. They must be of its shapes. */
export function restoreModel(tf: TensorMaker, model: Model, stored: readonly NamedTensor[]): void {
  const weights = weightsOf(model);
  stored.forEach((tensor, index) => {
    assign(tf, (weights[index] as Weight).read(), tensor);
  });
}

function weightsOf(model: Model): readonly Weight[] {
  return (model as Weighted).weights;
}
