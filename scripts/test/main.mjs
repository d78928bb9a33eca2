import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, printFailure } from '../setup/failure.mjs';
import { markInUse } from '../setup/in-use.mjs';
import { folders, root } from '../setup/paths.mjs';
import { seconds } from '../setup/progress.mjs';
import { setUp } from '../setup/setup.mjs';
import { onEnd } from '../setup/signals.mjs';
import { interruptChildren } from '../setup/spawn.mjs';
import { jupyterEnvironment } from '../start/environment.mjs';
import { findBrowser } from './browser.mjs';
import { lastLine, nothing, plus } from './counts.mjs';
import { docs, lint, playwright, types, vitest } from './suites.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */
/** @typedef {{ name: string, run: () => Promise<Counts> }} Suite */

const SOAKS = ['code', 'kernel', 'resume'].map((part) => `test/soak/${part}.test.ts`);

/** @type {readonly Suite[]} */
const quick = [
  { name: 'types', run: types },
  { name: 'lint', run: lint },
  { name: 'unit tests', run: () => vitest('unit') },
];

/** @type {readonly Suite[]} */
const whole = [
  { name: 'docs', run: docs },
  { name: 'exported code', run: () => vitest('libraries') },
  { name: 'kernel tests', run: () => vitest('kernel', jupyterEnvironment(folders())) },
  // at a twentieth; `npm run soak` is whole, and has parts that repeat the browser tests or install from PyPI
  {
    name: 'soak',
    run: () => vitest('soak', jupyterEnvironment(folders()), SOAKS),
  },
  {
    name: 'browser tests',
    run: async () => {
      const CHROMIUM_PATH = await findBrowser(folders());
      return playwright({ ...jupyterEnvironment(folders()), CHROMIUM_PATH });
    },
  },
];

/** Types, lint and unit tests. */
export async function checkQuickly() {
  await report(async () => {
    if (!existsSync(join(root, 'node_modules'))) {
      throw new Failure({
        doing: 'check',
        why: 'the npm packages are not installed',
        remedy: '`npm ci`, or `npm test` for the whole set-up',
      });
    }
    return runSuites(quick);
  });
}

/** The set-up and every suite. */
export async function testEverything() {
  await report(async () => {
    await setUp({ libraries: true });
    // a build by another `npm start` would end the kernels of these tests
    const release = markInUse(folders().inUse, { what: 'npm test' });
    try {
      return await runSuites([...quick, ...whole]);
    } finally {
      release();
    }
  });
}

/**
 * Runs one suite after the other, all of them whatever fails.
 *
 * @param {readonly Suite[]} suites
 * @returns {Promise<Counts>}
 */
async function runSuites(suites) {
  let total = nothing;
  const summary = [];
  for (const { name, run } of suites) {
    const started = Date.now();
    console.log(`\n== ${name}`);
    const counts = await run().catch((error) => {
      printFailure(error);
      return { passed: 0, failed: 1, notes: ['did not run'] };
    });
    const notes = counts.notes.map((note) => `; ${note}`).join('');
    summary.push(`  ${name.padEnd(16)} ${lastLine(counts)} in ${seconds(started)}${notes}`);
    console.log(summary.at(-1));
    total = plus(total, counts);
  }
  console.log(`\n${summary.join('\n')}`);
  return total;
}

/**
 * Prints the last line, alone; something that stops before any suite is one failure.
 *
 * @param {() => Promise<Counts>} run
 */
async function report(run) {
  onEnd(async () => {
    // the runners end the kernels and servers they have started
    await interruptChildren();
    process.exit(130);
  });
  let counts;
  try {
    counts = await run();
  } catch (error) {
    printFailure(error);
    counts = { passed: 0, failed: 1, notes: [] };
  }
  process.exitCode = counts.failed === 0 ? 0 : 1;
  console.log(`\n${lastLine(counts)}`);
}
