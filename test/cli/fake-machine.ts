import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { anneal } from '../../src/cli/anneal';
import type { Machine } from '../../src/cli/machine';
import { run } from '../../src/cli/run';

/** A computer in a temporary folder: an installed anneal, an empty PATH, nothing else. */
export interface FakeMachine extends Machine {
  readonly root: string;
}

/** How a command ended, and what it wrote. */
export interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Makes a computer up.
 *
 * @param env Paths that begin with `./` are taken from its root.
 */
export function fakeMachine(env: Readonly<Record<string, string>> = {}): FakeMachine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'anneal-cli-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const packageRoot = join(root, 'project', 'node_modules', 'anneal');
  const paths = Object.entries(env).map(([name, value]) => [
    name,
    value.startsWith('./') ? join(root, value) : value,
  ]);
  writeFiles(root, {
    'project/node_modules/anneal/package.json': JSON.stringify({
      name: 'anneal',
      version: '0.1.0',
      engines: { node: '^20.19.0 || ^22.12.0' },
      peerDependencies: { tslab: '1.0.22' },
    }),
    'project/node_modules/anneal/dist/kernel/launcher.js': '',
  });
  return {
    root,
    cwd: join(root, 'project'),
    home: join(root, 'home'),
    env: { PATH: join(root, 'bin'), ...Object.fromEntries(paths) },
    platform: 'linux',
    node: { path: process.execPath, version: '20.19.0' },
    packageRoot,
  };
}

/** Runs a command line on it. */
export async function tell(
  machine: Machine,
  line: string,
  { colour = false, input = '' } = {},
): Promise<Told> {
  const out: string[] = [];
  const err: string[] = [];
  const output = {
    write: (text: string) => void out.push(text),
    error: (text: string) => void err.push(text),
    colour,
  };
  const code = await run(anneal, line.split(' ').filter(Boolean), {
    machine,
    output,
    input: async () => input,
  });
  return { code, out: out.join(''), err: err.join('') };
}

/** Writes files, as path and text, below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A program that is this Node with some code; `args` are its arguments. */
export function writeProgram(file: string, code: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const head = `#!${process.execPath}\nconst args = process.argv.slice(2).join(' ');\n`;
  writeFileSync(file, `${head}${code}\n`, { mode: 0o755 });
}

/** Lets it load the packages of this clone. */
export function linkPackages({ packageRoot }: Machine): void {
  symlinkSync(resolve('node_modules'), join(packageRoot, 'node_modules'));
}
