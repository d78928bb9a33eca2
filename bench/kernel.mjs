// the kernel beside stock tslab: its start, and what a cell takes
import { runnerImport } from 'vite';
import { mediansInTurn, table } from './measure.mjs';

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
  '100 printed lines': 'for (let i = 0; i < 100; i++) console.log(i);',
  'after `import * as tf`': 'tf.zeros([2]).shape',
};
const TENSORFLOW = "import * as tf from '@tensorflow/tfjs-node';";

const STARTS = 15;
const ROUNDS = 60;

/** @returns {Promise<string>} The section in Markdown. */
export async function run() {
  const starts = await mediansInTurn(
    { tslab: startOf('tslab'), anneal: startOf('anneal') },
    STARTS,
  );
  const tslab = await Kernel.start('tslab');
  const anneal = await Kernel.start('anneal');
  const cells = [];
  try {
    for (const kernel of [tslab, anneal]) await kernel.run(TENSORFLOW);
    for (const [what, code] of Object.entries(CELLS)) {
      const works = { tslab: () => tslab.run(code), anneal: () => anneal.run(code) };
      cells.push({ what, ...(await mediansInTurn(works, ROUNDS)) });
    }
  } finally {
    for (const kernel of [tslab, anneal]) await kernel.stop();
  }
  const row = (name, ms) => [name, milliseconds(ms), `${(ms / starts.tslab).toFixed(2)} ×`];
  const started = table(
    ['from the start of the process to its first answer', `median of ${STARTS}`, 'of stock tslab'],
    [row('stock tslab', starts.tslab), row('anneal', starts.anneal)],
  );
  const ran = table(
    [
      'from sending a cell to its reply and `idle`, median of 60',
      'stock tslab',
      'anneal',
      'difference',
    ],
    cells.map(({ what, ...ms }) => [
      what,
      milliseconds(ms.tslab),
      milliseconds(ms.anneal),
      milliseconds(ms.anneal - ms.tslab),
    ]),
  );
  return `${started}\n\n${ran}`;
}

/** Starts a kernel, and ends it: the end is the same kill for both, and takes a millisecond. */
const startOf = (name) => async () => {
  const kernel = await Kernel.start(name);
  await kernel.stop();
};

const milliseconds = (ms) => `${ms.toFixed(ms < 100 ? 1 : 0)} ms`;
