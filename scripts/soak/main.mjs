import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../bench/measure.mjs';
import { writeSection } from '../../bench/measured.mjs';
import { Failure, printFailure } from '../setup/failure.mjs';
import { markInUse } from '../setup/in-use.mjs';
import { folders, root } from '../setup/paths.mjs';
import { setUp } from '../setup/setup.mjs';
import { onEnd } from '../setup/signals.mjs';
import { interruptChildren } from '../setup/spawn.mjs';
import { jupyterEnvironment } from '../start/environment.mjs';
import { lastLine } from '../test/counts.mjs';
import { soakTests } from '../test/suites.mjs';

const SUFFIX = '.test.ts';

/** A part is a file of `test/soak`. */
const parts = readdirSync(join(root, 'test/soak'))
  .filter((file) => file.endsWith(SUFFIX))
  .map((file) => basename(file, SUFFIX));

const help = `npm run soak [-- part …] [--scale 1] [--seed 1]

Parts: ${parts.join(', ')}. A part that passes at scale 1 replaces its section of bench/measured.md.`;

/**
 * Runs the parts that are asked for, all without a name, one after another.
 *
 * @param {string[]} args
 */
export async function soak(args) {
  onEnd(async () => {
    await interruptChildren();
    process.exit(130);
  });
  try {
    const asked = options(args);
    if (asked.help) console.log(help);
    else await soakAll(asked);
  } catch (error) {
    printFailure(error);
    process.exitCode = 1;
  }
}

/** @param {string[]} args */
function options(args) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        scale: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        help: { type: 'boolean', default: false },
      },
    });
    const unknown = positionals.find((name) => !parts.includes(name));
    if (unknown) throw new Error(`there is no part ${unknown}`);
    if (!(Number(values.scale) > 0))
      throw new Error(`--scale must be above 0, got ${values.scale}`);
    return { ...values, parts: positionals.length > 0 ? positionals : parts };
  } catch (error) {
    throw new Failure({ doing: 'soak', why: /** @type {Error} */ (error).message, remedy: help });
  }
}

/** @param {{ parts: string[], scale: string, seed: string }} asked */
async function soakAll({ parts: asked, scale, seed }) {
  // what is measured is what is written, and not an older build
  await setUp({ libraries: asked.includes('code') });
  const release = markInUse(folders().inUse, { what: 'npm run soak' });
  try {
    for (const part of asked) {
      const env = {
        ...jupyterEnvironment(folders()),
        SOAK_SCALE: scale,
        SOAK_SEED: seed,
      };
      const { counts, figures } = await soakTests(env, part);
      console.log(`\n${part}: ${lastLine(counts)}`);
      const body = table(['what', 'figure'], Object.entries(figures));
      const command = `npm run soak -- ${part}`;
      if (counts.failed > 0) process.exitCode = 1;
      if (counts.failed > 0 || Number(scale) < 1) console.log(body);
      else console.log(writeSection({ title: `Soak: ${part}`, command, body }));
    }
  } finally {
    release();
  }
}
