// what the driver costs beside bare model.fit, and how long it keeps the event loop
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { median, ratioOfMedians, table } from './measure.mjs';

process.env.TF_CPP_MIN_LOG_LEVEL = '2';
const require = createRequire(import.meta.url);
const tf = require('@tensorflow/tfjs-node');

// the driver and its live chart are no entries of the package
const root = fileURLToPath(new URL('..', import.meta.url));
const dir = `${root}.cache/bench-train`;
const bundle = await rolldown({
  input: {
    schedule: `${root}src/schedule/index.ts`,
    train: `${root}src/train/index.ts`,
    chart: `${root}src/notebook/live-chart.ts`,
  },
  platform: 'node',
  external: (id) => !/^[./]/.test(id),
});
await bundle.write({ dir, format: 'cjs', exports: 'named' });
await bundle.close();
const { cosine } = require(`${dir}/schedule.js`);
const { train } = require(`${dir}/train.js`);
const { LiveChart } = require(`${dir}/chart.js`);
// a cell whose messages are written out and go nowhere
globalThis[Symbol.for('anneal.host')] = {
  kind: 'anneal',
  writer: () => (content) => JSON.stringify(content),
  interruptible: (work) => work(),
};

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

/** An observer that draws the live chart, and counts what that takes. */
function drawing() {
  const chart = new LiveChart();
  const spent = { ms: 0 };
  return {
    spent,
    turn(run) {
      const begun = performance.now();
      chart.update(run);
      spent.ms += performance.now() - begun;
    },
  };
}

// said once is enough
console.warn = () => {};

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

/** What the driver itself takes: a run whose updates take no time. */
async function ownTime() {
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [8], units: 1 })] });
  model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError' });
  model.trainOnBatch = async () => 0.5;
  const batch = { xs: tf.zeros([4, 8]), ys: tf.zeros([4, 1]) };
  const many = 20_000;
  const wall = [];
  const processor = [];
  for (let round = -1; round < 5; round++) {
    const used = process.cpuUsage();
    const begun = process.hrtime.bigint();
    await train(model, { dataset: Array(many).fill(batch) }, schedule);
    const took = Number(process.hrtime.bigint() - begun) / 1000;
    const { user, system } = process.cpuUsage(used);
    if (round < 0) continue;
    wall.push(took / many);
    processor.push((user + system) / many);
  }
  tf.dispose(batch);

  const net = network();
  const chart = drawing();
  const begun = performance.now();
  await train(net, { x, y }, schedule, { epochs: 6, batchSize }, chart);
  const share = chart.spent.ms / (performance.now() - begun);
  return table(
    ['the driver itself', 'measured', 'target'],
    [
      ['its hooks a step, without frames', `${median(wall).toFixed(1)} µs`, '≤ 10 µs'],
      ['the same, time of the processor', `${median(processor).toFixed(1)} µs`, ''],
      ['its live chart, of wall time', `${(100 * share).toFixed(2)} %`, '≤ 2 %'],
    ],
  );
}

/** The driver with its chart beside bare `model.fit`, and `model.fit` beside itself, in turns. */
async function beside() {
  const model = network();
  const fit = () => model.fit(x, y, { epochs: 1, batchSize, verbose: 0 });
  const works = {
    bare: fit,
    ours: () => train(model, { x, y }, schedule, { batchSize }, drawing()),
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
