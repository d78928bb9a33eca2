// what the driver costs beside bare model.fit, and how long it keeps the event loop
import { createRequire } from 'node:module';
import { median, ratioOfMedians, table } from './measure.mjs';

process.env.TF_CPP_MIN_LOG_LEVEL = '2';
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs-node');
const { cosine } = require('anneal');
const { train } = require('../dist/train');
const { runChart, runMemory } = require('../dist/figure');
const { viewOf } = require('../dist/notebook/chart-of');

const examples = 2048;
const batchSize = 64;
const steps = examples / batchSize;
const rounds = 21;
const x = tf.randomUniform([examples, 28, 28, 1], 0, 1, 'float32', 1);
const y = tf.oneHot(tf.range(0, examples, 1, 'int32').mod(10).cast('int32'), 10).cast('float32');
const schedule = cosine({ peak: 1e-3 }).warmup('10%');

/** The small convolutional net of the first notebook. */
function network() {
  const relu = { activation: 'relu' };
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ inputShape: [28, 28, 1], filters: 8, kernelSize: 3, ...relu }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 3, ...relu }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 64, ...relu }),
      tf.layers.dense({ units: 10, activation: 'softmax' }),
    ],
  });
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'categoricalCrossentropy' });
  return model;
}

/** A live chart without a cell: frames are built and written out, four a second. */
function frames() {
  const memory = runMemory();
  let next = 0;
  const spent = { ms: 0, frames: 0 };
  return {
    spent,
    turn(run) {
      const now = performance.now();
      if (now < next && run.status === 'running') return;
      JSON.stringify(runChart(viewOf(run), memory));
      next = now + 250;
      spent.ms += performance.now() - now;
      spent.frames += 1;
    },
  };
}

/** Title of the section in `measured.md`. */
export const title = 'Training';

/** @returns {Promise<string>} The section in Markdown. */
export async function run() {
  const own = await ownTime();
  const pairs = await beside();
  const gaps = await longestGaps();
  tf.dispose([x, y]);
  return [own, pairs, gaps].join('\n\n');
}

/** What the driver itself takes: all of a run but the updates, by hrtime. */
async function ownTime() {
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [8], units: 1 })] });
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError' });
  const batch = { xs: tf.zeros([4, 8]), ys: tf.zeros([4, 1]) };
  const many = 3000;
  let inside = 0n;
  const { trainOnBatch } = model;
  model.trainOnBatch = async (...args) => {
    const begun = process.hrtime.bigint();
    const result = await trainOnBatch.apply(model, args);
    inside += process.hrtime.bigint() - begun;
    return result;
  };
  const once = async (observer) => {
    inside = 0n;
    const begun = process.hrtime.bigint();
    await train(model, { dataset: Array(many).fill(batch) }, schedule, {}, observer);
    const whole = Number(process.hrtime.bigint() - begun);
    return { whole, own: whole - Number(inside) };
  };
  await once({});
  const bare = [];
  for (let round = 0; round < 7; round++) bare.push((await once({})).own / many / 1000);
  delete model.trainOnBatch;
  tf.dispose(batch);

  const net = network();
  const chart = frames();
  const begun = performance.now();
  await train(net, { x, y }, schedule, { epochs: 6, batchSize }, chart);
  const share = chart.spent.ms / (performance.now() - begun);
  return table(
    ['the driver itself', 'measured', 'target'],
    [
      ['its hooks a step, without frames', `${median(bare).toFixed(1)} µs`, '≤ 10 µs'],
      [
        `${chart.spent.frames} frames of a live chart, of wall time`,
        `${(100 * share).toFixed(2)} %`,
        '≤ 2 %',
      ],
    ],
  );
}

/** The driver with its chart beside bare `model.fit`, and `model.fit` beside itself, in turns. */
async function beside() {
  const model = network();
  const fit = () => model.fit(x, y, { epochs: 1, batchSize, verbose: 0 });
  const works = {
    bare: fit,
    ours: () => train(model, { x, y }, schedule, { batchSize }, frames()),
    again: fit,
  };
  const names = Object.keys(works);
  const times = { bare: [], ours: [], again: [] };
  for (let round = -2; round < rounds; round++) {
    // each goes first as often as the others
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + 3) % names.length];
      const begun = performance.now();
      await works[name]();
      if (round >= 0) times[name].push(performance.now() - begun);
    }
  }
  const step = (name) => `${(median(times[name]) / steps).toFixed(2)} ms`;
  const ratio = (name) => {
    const { ratio: middle, low, high } = ratioOfMedians(times[name], times.bare);
    return `${middle.toFixed(3)} (${low.toFixed(3)} – ${high.toFixed(3)})`;
  };
  return table(
    [`${rounds} rounds in turns, ${steps} steps each`, 'a step', 'ratio (95 %)', 'target'],
    [
      ['`model.fit`, bare', step('bare'), '1', ''],
      ['`fit` with a live chart', step('ours'), ratio('ours'), 'upper end ≤ 1.05'],
      ['`model.fit` beside itself', step('again'), ratio('again'), ''],
    ],
  );
}

/** Longest time without a turn of the event loop: validation of all examples, and callbacks that mean ill. */
async function longestGaps() {
  class Blocking extends tf.Callback {
    async onBatchEnd() {
      const until = performance.now() + 15;
      while (performance.now() < until);
    }
  }
  const model = network();
  const ours = await gapOf(() =>
    train(model, { x, y }, schedule, {
      epochs: 3,
      batchSize,
      validation: [x, y],
      callbacks: [new Blocking(), { onEpochEnd: async () => {} }],
    }),
  );
  const plain = await gapOf(() =>
    model.fit(x, y, { epochs: 3, batchSize, validationData: [x, y], verbose: 0 }),
  );
  const theirs = await gapOf(() =>
    model.fit(x, y, {
      epochs: 3,
      batchSize,
      validationData: [x, y],
      verbose: 0,
      callbacks: new Blocking(),
    }),
  );
  const row = (what, { gap, whole }, target = '') => [
    what,
    `${gap.toFixed(0)} ms`,
    `${(whole / 1000).toFixed(1)} s`,
    target,
  ];
  return table(
    ['longest gap of the event loop', 'gap', 'run', 'target'],
    [
      row(
        '`fit`, validation, a `tf.Callback` that blocks for 15 ms a batch',
        ours,
        '≤ 50 ms, or one step',
      ),
      row('`model.fit`, validation, no callback', plain),
      row('`model.fit`, validation, the same callback', theirs),
    ],
  );
}

async function gapOf(work) {
  let gap = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    gap = Math.max(gap, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  const begun = performance.now();
  await work();
  look();
  clearInterval(timer);
  return { gap, whole: performance.now() - begun };
}
