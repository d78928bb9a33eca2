import * as tf from '@tensorflow/tfjs-node';

export { tf };

/** A small regression that every optimizer can learn: y = 2·x₀ − x₁, 100 examples, the same each time. */
export function toyData(examples = 100): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const values = Array.from({ length: examples }, (_, i) => [Math.sin(i), Math.cos(3 * i)]);
  return {
    x: tf.tensor2d(values),
    y: tf.tensor2d(values.map(([a = 0, b = 0]) => [2 * a - b])),
  };
}

/** A compiled dense model whose first weights are the same each time. */
export function toyModel(optimizer: tf.Optimizer, metrics: string[] = []): tf.Sequential {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: 1 });
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [2], units: 4, activation: 'tanh', kernelInitializer }),
      tf.layers.dense({ units: 1, kernelInitializer }),
    ],
  });
  model.compile({ optimizer, loss: 'meanSquaredError', metrics });
  return model;
}

/** The weights as numbers. */
export function weightsOf(model: tf.LayersModel): number[] {
  return model.getWeights().flatMap((weight) => [...weight.dataSync()]);
}
