import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const python = resolve('.venv/bin/python');

/** Names of the notebooks, in their order. */
export const notebooks: readonly string[] = readdirSync('notebooks')
  .filter((file) => file.endsWith('.ipynb'))
  .map((file) => basename(file, '.ipynb'))
  .sort();

export const sourceOf = (name: string): string => `notebooks/${name}.ipynb`;

/** Puts the kernelspec of stock tslab below a folder, as its own installer does. */
export async function installStock(folder: string): Promise<void> {
  const binary = resolve('node_modules/.bin/tslab');
  await run(binary, ['install', '--python', python, '--binary', binary, '--prefix', folder]);
}

/**
 * Runs a notebook from top to bottom.
 *
 * @param folder Where {@link installStock} has put stock tslab, and where the outputs go.
 * @returns The notebook with its outputs.
 * @throws When a cell fails, with its output.
 */
export async function execute(
  name: string,
  kernel: 'anneal' | 'tslab',
  folder: string,
): Promise<string> {
  const target = join(folder, `${kernel}.ipynb`);
  const args = ['scripts/execute_notebook.py', sourceOf(name), target, '--kernel', kernel];
  const JUPYTER_PATH = join(folder, 'share', 'jupyter');
  await run(python, args, { env: { ...process.env, JUPYTER_PATH, TF_CPP_MIN_LOG_LEVEL: '2' } });
  return target;
}
