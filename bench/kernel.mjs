// the kernel beside stock tslab: its start, and what a cell takes
import { setTimeout as after } from 'node:timers/promises';
import { runnerImport } from 'vite';
import { median, table } from './measure.mjs';

const client = new URL('../test/kernel/client.ts', import.meta.url).pathname;
const { module } = await runnerImport(client);
/** @type {typeof import('../test/kernel/client.ts').Kernel} */
const Kernel = module.Kernel;

/** Title of the section in `measured.md`. */
export const title = 'Kernel';

/** Cells, from the simplest to one with all the types of TensorFlow.js in sight. */
const CELLS = {
  '`1 + 1`': '1 + 1',
  'a declaration':
    'const values: number[] = [1, 2, 3]; function sum(of: number[]) { return of.length; }',
  'an await': 'await null; 5',
  '10 printed lines': 'for (let i = 0; i < 10; i++) console.log(i);',
  'after `import * as tf`': 'tf.zeros([2]).shape',
};
const TENSORFLOW = "import * as tf from '@tensorflow/tfjs-node';";

const STARTS = 15;
const ROUNDS = 60;
/** Seconds after which a start or a cell has hung: stock tslab loses a message now and then. */
const PATIENCE = 15;

/** A kernel that is started again when it hangs. */
class Subject {
  hung = 0;
  kernel;

  constructor(name) {
    this.name = name;
  }

  /** @returns {Promise<number>} Milliseconds of a start that did not hang. */
  async start() {
    for (let attempt = 0; attempt < 5; attempt++) {
      const begun = performance.now();
      this.kernel = await Kernel.start(this.name, undefined, {}, PATIENCE).catch(() => undefined);
      if (this.kernel) return performance.now() - begun;
      this.hung += 1;
    }
    throw new Error(`Cannot measure: ${this.name} does not start`);
  }

  /** @returns {Promise<number>} Milliseconds of a cell that did not hang. */
  async run(code) {
    for (let attempt = 0; attempt < 5; attempt++) {
      const begun = performance.now();
      const ran = this.kernel.run(code).then(() => true);
      const late = new AbortController();
      const patience = after(PATIENCE * 1000, false, { signal: late.signal }).catch(() => false);
      const done = await Promise.race([ran, patience]);
      late.abort();
      if (done) return performance.now() - begun;
      this.hung += 1;
      await this.stop();
      await this.start();
      await this.kernel.run(TENSORFLOW);
    }
    throw new Error(`Cannot measure: ${this.name} does not end ${code}`);
  }

  async stop() {
    await this.kernel?.stop();
    this.kernel = undefined;
  }
}

/** @returns {Promise<string>} The section in Markdown. */
export async function run() {
  const subjects = [new Subject('tslab'), new Subject('anneal')];
  try {
    return `${await startsBeside(subjects)}\n\n${await cellsBeside(subjects)}`;
  } finally {
    for (const subject of subjects) await subject.stop();
  }
}

async function startsBeside(subjects) {
  const [tslab, anneal] = await mediansOf(subjects, STARTS, async (subject) => {
    const ms = await subject.start();
    await subject.stop();
    return ms;
  });
  const row = (name, ms) => [name, milliseconds(ms), `${(ms / tslab).toFixed(2)} ×`];
  return table(
    ['from the start of the process to its first answer', `median of ${STARTS}`, 'of stock tslab'],
    [row('stock tslab', tslab), row('anneal', anneal)],
  );
}

async function cellsBeside(subjects) {
  for (const subject of subjects) {
    await subject.start();
    await subject.run(TENSORFLOW);
  }
  const rows = [];
  for (const [what, code] of Object.entries(CELLS)) {
    const [tslab, anneal] = await mediansOf(subjects, ROUNDS, (subject) => subject.run(code));
    rows.push([what, milliseconds(tslab), milliseconds(anneal), milliseconds(anneal - tslab)]);
  }
  const hung = subjects.map((subject) => `${subject.hung}`);
  rows.push([`starts and cells that hung for ${PATIENCE} s`, ...hung, '']);
  const what = `from sending a cell to its reply and \`idle\`, median of ${ROUNDS}`;
  return table([what, 'stock tslab', 'anneal', 'difference'], rows);
}

/** Medians of work done by each in turns, after one round to warm up. */
async function mediansOf(subjects, rounds, work) {
  const times = subjects.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, subject] of subjects.entries()) {
      const ms = await work(subject);
      if (round >= 0) times[index].push(ms);
    }
  }
  return times.map(median);
}

const milliseconds = (ms) => `${ms.toFixed(Math.abs(ms) < 100 ? 1 : 0)} ms`;
