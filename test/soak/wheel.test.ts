import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folders, root } from '../../scripts/setup/paths.mjs';
import { findPython, pythonEnvironment } from '../../scripts/setup/python.mjs';
import { run } from '../../scripts/setup/spawn.mjs';
import { browserTests } from './browser';
import { note } from './soak';

/** Beside the pins of the project's own JupyterLab. */
const FRONT_ENDS = ['notebook==7.6.5', 'jupyterlite-core==0.8.6', 'plotly==7.1.0'];
const EXTENSION = 'share/jupyter/labextensions/jupyterlab-anneal';

describe('the packed extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'anneal-wheel-'));
  const venv = join(folder, 'venv');
  const bin = (name: string): string => join(venv, 'bin', name);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a program outside the repository, with nothing but the environment on its path: no Node. */
  async function outside(command: string, ...args: string[]): Promise<string> {
    const jupyter = { JUPYTER_CONFIG_DIR: folder, JUPYTER_DATA_DIR: join(folder, 'data') };
    const env = { ...pythonEnvironment(), ...jupyter, PATH: join(venv, 'bin') };
    const log = join(folder, 'log');
    const { ok, output } = await run(command, args, { cwd: folder, env, log, limit: 900 });
    expect(ok, output).toBe(true);
    return output;
  }

  const pack = (ending: string): string =>
    join(folder, readdirSync(folder).find((file) => file.endsWith(ending)) ?? `no ${ending}`);
  const pins = join(folder, 'pins.txt');
  const install = (...what: string[]): Promise<string> =>
    outside(bin('pip'), 'install', '--progress-bar=off', '-c', pins, ...what);

  beforeAll(async () => {
    const hatchling = join(folders().venv, 'bin/hatchling');
    const options = { cwd: join(root, 'labextension'), log: join(folder, 'log') };
    const built = await run(hatchling, ['build', '--directory', folder], options);
    expect(built.ok, built.output).toBe(true);
    // without hashes: with them pip asks for that of the wheel too
    const pinned = readFileSync(join(root, 'scripts/requirements.txt'), 'utf8');
    writeFileSync(pins, pinned.replace(/ \\(\n +--hash=.*)+/g, ''));
    await outside(findPython().path, '-m', 'venv', venv);
  }, 300_000);

  it('is installed from the wheel without Node, and JupyterLab finds nothing wrong', async (context) => {
    await install('jupyterlab', pack('.whl'));
    expect(await outside(bin('jupyter'), 'labextension', 'list')).toMatch(OK);
    const kB = (ending: string): string => `${Math.round(statSync(pack(ending)).size / 1000)} kB`;
    note(context, { 'size of the wheel': kB('.whl'), 'size of the sdist': kB('.tar.gz') });
  });

  it('works in JupyterLab, Notebook 7 and JupyterLite, with Plotly beside it', async (context) => {
    await install(...FRONT_ENDS);
    const site = join(folder, 'site');
    await outside(bin('jupyter'), 'lite', 'build', '--output-dir', site);
    const env = { INSTALLED_VENV: venv, INSTALLED_SITE: site };
    const counts = await browserTests({ folder: 'installed', env });
    expect(counts).toMatchObject({ failed: 0, notes: [] });
    const versions = await outside(bin('pip'), 'list', '--format=freeze');
    const tried = versions.match(/^(jupyterlab|notebook|jupyterlite-core|plotly)==.*$/gm) ?? [];
    note(context, { 'tried with': tried.join(', '), 'tests in them': `${counts.passed} passed` });
  });

  it('is the same from the sdist', async () => {
    const fromWheel = digests(join(venv, EXTENSION));
    await outside(bin('pip'), 'uninstall', '--yes', 'jupyterlab_anneal');
    expect(await outside(bin('jupyter'), 'labextension', 'list')).not.toContain(
      'jupyterlab-anneal',
    );
    await install(pack('.tar.gz'));
    expect(await outside(bin('jupyter'), 'labextension', 'list')).toMatch(OK);
    expect(digests(join(venv, EXTENSION))).toEqual(fromWheel);
  });
});

const OK = /jupyterlab-anneal v\d+\.\d+\.\d+ .*enabled.*OK/;

/** Names and contents of the files of a folder. */
function digests(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const isFile = (file: string): boolean => statSync(join(folder, file)).isFile();
  const digest = (file: string): string =>
    createHash('sha256')
      .update(readFileSync(join(folder, file)))
      .digest('hex');
  return Object.fromEntries(files.filter(isFile).map((file) => [file, digest(file)]));
}
