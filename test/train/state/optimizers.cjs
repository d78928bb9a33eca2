// trains all seven optimizers for some steps from a checkpoint or from the start, and prints a hash of
// each one's weights; arguments: the compiled library, first step, end step, folder of checkpoints
const { createHash } = require('node:crypto');
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const tf = require('@tensorflow/tfjs-node');

const [library, begin, end, folder] = process.argv.slice(2);
const { setLearningRate } = require(join(library, 'train'));
const state = (name) => require(join(library, 'train/state', name));
const { readModel, restoreModel } = state('model-state');
const { readOptimizer, restoreOptimizer } = state('optimizer-state');
const { encodeCheckpoint, decodeCheckpoint } = state('checkpoint-file');

const optimizers = {
  sgd: () => tf.train.sgd(0.05),
  momentum: () => tf.train.momentum(0.02, 0.9, true),
  rmsprop: () => tf.train.rmsprop(1e-3, 0.9, 0.9),
  adam: () => tf.train.adam(1e-3),
  adamax: () => tf.train.adamax(1e-3),
  adagrad: () => tf.train.adagrad(0.05),
  adadelta: () => tf.train.adadelta(1),
};

function model(optimizer) {
  const kernelInitializer = tf.initializers.glorotUniform({ seed: begin === '0' ? 1 : 2 });
  const made = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [8], units: 16, activation: 'relu', kernelInitializer }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 3, activation: 'softmax', kernelInitializer }),
    ],
  });
  made.compile({ optimizer, loss: 'categoricalCrossentropy' });
  return made;
}

function batch(step) {
  const x = tf.tensor2d(
    Array.from({ length: 96 }, (_, i) => Math.sin(i * (step + 1.5))),
    [12, 8],
  );
  const y = tf.oneHot(
    tf.tensor1d(
      Array.from({ length: 12 }, (_, i) => (i + step) % 3),
      'int32',
    ),
    3,
  );
  return [x, y.cast('float32')];
}

async function main() {
  for (const [name, make] of Object.entries(optimizers)) {
    const trained = model(make());
    const file = join(folder, name);
    if (begin !== '0') {
      const checkpoint = decodeCheckpoint(readFileSync(file));
      restoreModel(tf, trained, checkpoint.model);
      restoreOptimizer(tf, trained.optimizer, checkpoint.optimizer);
    }
    for (let step = Number(begin); step < Number(end); step++) {
      setLearningRate(trained.optimizer, 0.02 / (1 + step));
      await trained.trainOnBatch(...batch(step));
    }
    const hash = createHash('sha256');
    for (const weight of trained.getWeights()) hash.update(Buffer.from(weight.dataSync().buffer));
    console.log(name, hash.digest('hex'));
    const checkpoint = {
      run: 'a',
      moment: { step: Number(end) },
      model: readModel(trained),
      optimizer: readOptimizer(trained.optimizer),
      driver: {},
    };
    writeFileSync(file, Buffer.concat(await encodeCheckpoint(checkpoint)));
  }
}
main();
