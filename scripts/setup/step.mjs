import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Failure } from './failure.mjs';
import { contentDigest, shapeDigest } from './fingerprint.mjs';
import { discard, place } from './place.mjs';
import { stepLine } from './progress.mjs';
import { isFullDisk, recognise } from './remedies.mjs';
import { run } from './spawn.mjs';
import { readStamp, removeStamp, writeStamp } from './stamp.mjs';

/**
 * A step as data. All paths are relative to the project folder.
 *
 * @typedef {object} Step
 * @property {string} id Names its log and its stamp.
 * @property {string} name What the reader sees.
 * @property {string} doing As it follows "Cannot": `install the npm packages`.
 * @property {readonly string[]} inputs Files and folders whose contents decide the result.
 * @property {object} [values] What else decides it: versions, the project's path.
 * @property {readonly string[]} outputs What it makes. Built in `aside` and moved when all is well.
 * @property {readonly string[]} [witness] The part of the outputs that tells whether they are whole; all by default.
 * @property {() => boolean} [whole] A better answer than names and sizes of the witness.
 * @property {boolean} [inPlace] For tools that cannot build aside: the outputs are removed when the step fails.
 * @property {string} [remedy] When the log shows no cause that is known.
 * @property {(tools: Tools) => Promise<Outcome | void>} run
 *
 * @typedef {object} Tools
 * @property {string} aside An empty folder that mirrors the project's layout.
 * @property {(what: string) => void} doing Shows what takes the time just now.
 * @property {(command: string, args: readonly string[], options?: CommandOptions) => Promise<string>} must
 *   Runs a command and returns what it printed; a failure fails the step.
 * @property {(command: string, args: readonly string[], options?: CommandOptions) => Promise<boolean>} may
 *   Runs a command that is allowed to fail, though not for want of room on the disk.
 *
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, limit?: number }} CommandOptions
 *
 * @typedef {object} Outcome
 * @property {string} [detail] Shown behind the time.
 * @property {string} [lost] The step settled for less: what that costs. It is tried again next time.
 */

/**
 * Runs a step unless its inputs and outputs are those of its last run. A step that fails, or is killed, leaves its
 * old outputs or none, and no stamp.
 *
 * @param {Step} step
 * @param {import('./paths.mjs').Folders} folders
 * @param {{ out?: NodeJS.WriteStream, beforeRun?: () => Promise<void> }} [options] `beforeRun` may refuse by throwing.
 * @returns {Promise<'ok' | 'unchanged' | 'settled'>}
 * @throws {Failure}
 */
export async function runStep(step, folders, { out, beforeRun } = {}) {
  const stampFile = join(folders.stamps, `${step.id}.json`);
  const log = join(folders.logs, `${step.id}.log`);
  // a name of its own: a tool that outlived a killed set-up must not write into the next one
  const aside = join(folders.aside, `${step.id}-${process.pid}`);
  const line = stepLine(step.name, out);
  const shape = () => {
    if (step.whole && !step.whole()) return undefined;
    return step.whole ? 'whole' : shapeDigest(folders.root, step.witness ?? step.outputs);
  };

  try {
    const inputs = contentDigest(folders.root, step.inputs, step.values);
    const stamp = readStamp(stampFile);
    if (stamp?.inputs === inputs && stamp.outputs === shape()) {
      line.end('unchanged');
      return 'unchanged';
    }
    await beforeRun?.();
    removeStamp(stampFile);
    rmSync(log, { force: true });
    for (const folder of [aside, folders.logs]) mkdirSync(folder, { recursive: true });

    const outcome = (await step.run(tools(step, log, aside, folders, line))) ?? {};
    if (outcome.lost) {
      line.end('settled for less', outcome.detail);
      (out ?? process.stdout).write(`    ${outcome.lost}\n`);
      return 'settled';
    }
    place(aside, folders.root, step.outputs, folders.trash);
    const outputs = shape();
    if (outputs === undefined)
      throw new Error(`${step.outputs.join(', ')} not there after the step`);
    writeStamp(stampFile, { inputs, outputs });
    line.end('ok', outcome.detail);
    return 'ok';
  } catch (error) {
    line.end('failed');
    if (step.inPlace) {
      for (const output of step.outputs) {
        rmSync(join(folders.root, output), { recursive: true, force: true });
      }
    }
    throw explain(error, step, log, folders.root);
  } finally {
    discard(aside);
  }
}

/**
 * @param {Step} step
 * @param {string} log
 * @param {string} aside
 * @param {import('./paths.mjs').Folders} folders
 * @param {ReturnType<typeof stepLine>} line
 * @returns {Tools}
 */
function tools(step, log, aside, folders, line) {
  /** @type {(command: string, args: readonly string[], options?: CommandOptions) => ReturnType<typeof run>} */
  const command = (name, args, options) => run(name, args, { cwd: folders.root, ...options, log });
  /** @type {(name: string, result: Awaited<ReturnType<typeof run>>, limit?: number) => Failure} */
  const failure = (name, { output, timedOut }, limit) => {
    const known = recognise(output);
    return new Failure({
      doing: step.doing,
      why: timedOut ? `it took more than ${limit} s` : (known?.why ?? `\`${name}\` failed`),
      remedy: known?.remedy ?? step.remedy,
      log: relative(folders.root, log),
      tail: known?.lines ?? output.trimEnd().split('\n').slice(-8).join('\n'),
    });
  };
  return {
    aside,
    doing: line.doing,
    may: async (name, args, options) => {
      const result = await command(name, args, options);
      if (!result.ok && isFullDisk(result.output)) throw failure(name, result);
      return result.ok;
    },
    must: async (name, args, options) => {
      const result = await command(name, args, options);
      if (!result.ok) throw failure(name, result, options?.limit);
      return result.output;
    },
  };
}

/**
 * @param {unknown} error
 * @param {Step} step
 * @param {string} log
 * @param {string} root
 */
function explain(error, step, log, root) {
  if (error instanceof Failure) return error;
  const text = error instanceof Error ? error.message : String(error);
  const known = recognise(`${text}\n${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
  return new Failure({
    doing: step.doing,
    why: known?.why ?? text,
    remedy: known?.remedy ?? step.remedy,
    log: existsSync(log) ? relative(root, log) : undefined,
  });
}
