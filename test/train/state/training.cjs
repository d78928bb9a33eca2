// trains one small model to the end, its run in a log that it goes on with, and prints what came of
// it: hashes of the weights and of every column; arguments: the compiled library, optimizer, log, epochs
const { createHash } = require('node:crypto');
const { join } = require('node:path');
const tf = require('@tensorflow/tfjs-node');

const [library, name, log, epochs] = process.argv.slice(2);
const { train } = require(join(library, 'train'));
const { cosine } = require(join(library, 'schedule'));

const optimizers = {
  sgd: () => tf.train.sgd(1),
  momentum: () => tf.train.momentum(1, 0.9, true),
  rmsprop: () => tf.train.rmsprop(1, 0.9, 0.5),
  adam: () => tf.train.adam(1),
  adamax: () => tf.train.adamax(1),
  adagrad: () => tf.train.adagrad(1),
  adadelta: () => tf.train.adadelta(1),
};

function model() {
  // without seeds: a process that goes on must take nothing of what it was built with
  const made = tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [8], units: 16, activation: 'relu' }),
      tf.layers.dropout({ rate: 0.3 }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 3, activation: 'softmax' }),
    ],
  });
  made.compile({
    optimizer: optimizers[name](),
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return made;
}

function hash(arrays) {
  const sum = createHash('sha256');
  for (const values of arrays)
    sum.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return sum.digest('hex').slice(0, 16);
}

async function main() {
  const x = tf.tensor2d(
    Array.from({ length: 1600 }, (_, i) => Math.sin(i * i)),
    [200, 8],
  );
  const y = tf
    .oneHot(
      tf.tensor1d(
        Array.from({ length: 200 }, (_, i) => i % 3),
        'int32',
      ),
      3,
    )
    .cast('float32');
  const trained = model();
  const run = await train(trained, { x, y }, cosine({ peak: 0.02 }).warmup('10%'), {
    epochs: Number(epochs),
    batchSize: 20,
    seed: 7,
    validation: [x, y],
    log,
    checkpoint: { every: 7 },
    resume: true,
  });
  const columns = Object.entries(run.history).map(([column, values]) => [column, hash([values])]);
  console.log(
    JSON.stringify({
      status: run.status,
      steps: run.steps,
      weights: hash(trained.getWeights().map((w) => w.dataSync())),
      validation: hash([
        Float64Array.from(run.validation.flatMap((v) => [v.epoch, v.step, v.loss, v.metrics.acc])),
      ]),
      ...Object.fromEntries(columns),
    }),
  );
}
main().catch((error) => {
  console.log(JSON.stringify({ error: error.message }));
  process.exitCode = 1;
});
