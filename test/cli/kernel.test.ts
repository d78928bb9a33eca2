import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { userDataFolder } from '../../src/cli/jupyter-folders';
import { type FakeMachine, fakeMachine, tell, writeFiles, writeProgram } from './fake-machine';

const FOREIGN = { argv: ['/usr/bin/R', '--slave'], display_name: 'Somebody else' };

/** The kernelspec in a folder of kernelspecs below the root, as Jupyter reads it. */
const specIn = ({ root }: FakeMachine, kernels: string) =>
  JSON.parse(readFileSync(join(root, kernels, 'anneal', 'kernel.json'), 'utf8'));

const USER = 'home/.local/share/jupyter/kernels';
const VENV = 'project/.venv/share/jupyter/kernels';

/** A `python3` on PATH that says where it installs. */
function installPython(machine: FakeMachine): string {
  const prefix = join(machine.root, 'python');
  writeProgram(
    join(machine.root, 'bin/python3'),
    `console.log(${JSON.stringify(JSON.stringify([prefix, null]))})`,
  );
  return prefix;
}

/** What `anneal kernel list --json` says about a folder. */
async function listed(machine: FakeMachine, kernels: string) {
  const { out } = await tell(machine, 'kernel list --json');
  const { folders } = JSON.parse(out) as {
    folders: { why: string; kernels: string; kernel: Record<string, unknown> | null }[];
  };
  return folders.find((folder) => folder.kernels === join(machine.root, kernels));
}

describe('anneal kernel', () => {
  it.each([
    ['--user', USER],
    ['--prefix .venv', VENV],
  ])('installs, lists and uninstalls with %s', async (flags, kernels) => {
    const machine = fakeMachine();
    writeFiles(machine.root, { 'project/.venv/pyvenv.cfg': '' });
    const folder = join(machine.root, kernels, 'anneal');
    expect((await listed(machine, kernels))?.kernel).toBeNull();

    expect(await tell(machine, `kernel install ${flags}`)).toEqual({
      code: 0,
      out: `✓ ok      kernel "anneal" installed in ${folder}\n`,
      err: '',
    });
    const launcher = join(machine.packageRoot, 'dist/kernel/launcher.js');
    expect(specIn(machine, kernels).argv).toEqual([
      process.execPath,
      '--no-force-async-hooks-checks',
      launcher,
      '--config-path',
      '{connection_file}',
    ]);
    expect((await listed(machine, kernels))?.kernel).toMatchObject({
      folder,
      ours: true,
      node: { path: process.execPath, exists: true },
      launcher: { path: launcher, exists: true },
    });

    expect((await tell(machine, `kernel uninstall ${flags}`)).out).toBe(
      `✓ ok      removed ${folder}\n`,
    );
    expect((await listed(machine, kernels))?.kernel).toBeNull();
    // nothing is left of what was written aside
    expect(readdirSync(join(machine.root, kernels))).toEqual([]);
  });

  it('installs into the active environment, else for the user', async () => {
    for (const name of ['VIRTUAL_ENV', 'CONDA_PREFIX']) {
      const active = fakeMachine({ [name]: './env' });
      writeFiles(active.root, { 'env/pyvenv.cfg': '' });
      await tell(active, 'kernel install');
      expect(specIn(active, 'env/share/jupyter/kernels').display_name).toBe('TypeScript (anneal)');
    }
    const none = fakeMachine({ VIRTUAL_ENV: './gone' });
    await tell(none, 'kernel install');
    expect(specIn(none, USER).display_name).toBe('TypeScript (anneal)');
  });

  it('installs with --sys-prefix where the Python on PATH is, and says when there is none', async () => {
    const machine = fakeMachine();
    expect(await tell(machine, 'kernel install --sys-prefix')).toEqual({
      code: 1,
      out: '',
      err: 'Cannot find the prefix of Python: no environment is active, and no python3 or python on PATH answers; use --prefix or --user\n',
    });
    installPython(machine);
    expect((await tell(machine, 'kernel install --sys-prefix')).code).toBe(0);
    expect(existsSync(join(machine.root, 'python/share/jupyter/kernels/anneal'))).toBe(true);
    expect((await listed(machine, 'python/share/jupyter/kernels'))?.why).toBe('python');
  });

  it('freezes files when it is asked to', async () => {
    const machine = fakeMachine();
    await tell(machine, 'kernel install --user');
    expect(specIn(machine, USER).env).toEqual({ TF_CPP_MIN_LOG_LEVEL: '2' });
    await tell(machine, 'kernel install --user --freeze-files');
    expect(specIn(machine, USER).env).toMatchObject({ ANNEAL_FREEZE_FILES: '1' });
  });

  it('installs over its own kernelspec', async () => {
    const machine = fakeMachine();
    await tell(machine, 'kernel install --user');
    const { code, out } = await tell(machine, 'kernel install --user --json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({
      installed: join(machine.root, USER, 'anneal'),
      replaced: true,
    });
  });

  it('leaves a kernelspec of others as it is', async () => {
    const machine = fakeMachine();
    writeFiles(machine.root, { [`${USER}/anneal/kernel.json`]: JSON.stringify(FOREIGN) });
    const whose = `${join(machine.root, USER, 'anneal')} belongs to "Somebody else", started by /usr/bin/R --slave`;
    expect(await tell(machine, 'kernel uninstall --user')).toEqual({
      code: 1,
      out: '',
      err: `Cannot uninstall the kernel: ${whose}; it was left as it is\n`,
    });
    const { code, err } = await tell(machine, 'kernel install --user');
    expect({ code, err }).toEqual({
      code: 1,
      err: `Cannot install the kernel: ${whose}; remove it with jupyter kernelspec uninstall anneal, or choose another place\n`,
    });
    expect(specIn(machine, USER)).toEqual(FOREIGN);
    expect((await tell(machine, 'kernel list')).out).toContain('· other   user     ');
  });

  it.each(['{', 'null', '[]', '{"argv": "text"}'])(
    'leaves kernel.json as it is: %s',
    async (text) => {
      const machine = fakeMachine();
      writeFiles(machine.root, { [`${USER}/anneal/kernel.json`]: text });
      const { code, err } = await tell(machine, 'kernel uninstall --user');
      expect(code).toBe(1);
      expect(err).toContain('one whose kernel.json cannot be read');
      expect(readFileSync(join(machine.root, USER, 'anneal/kernel.json'), 'utf8')).toBe(text);
    },
  );

  it('knows a kernelspec without its mark by the package of the launcher', async () => {
    const machine = fakeMachine();
    await tell(machine, 'kernel install --user');
    const { metadata, ...spec } = specIn(machine, USER);
    writeFiles(machine.root, { [`${USER}/anneal/kernel.json`]: JSON.stringify(spec) });
    expect(metadata).toEqual({ package: 'anneal' });
    expect((await listed(machine, USER))?.kernel?.ours).toBe(true);
    rmSync(machine.packageRoot, { recursive: true });
    expect((await listed(machine, USER))?.kernel?.ours).toBe(false);
  });

  it('lists a launcher that is gone', async () => {
    const machine = fakeMachine();
    await tell(machine, 'kernel install --user');
    const launcher = join(machine.packageRoot, 'dist/kernel/launcher.js');
    rmSync(launcher);
    const { code, out } = await tell(machine, 'kernel list');
    expect(code).toBe(0);
    expect(out).toContain(`✗ problem user     ${join(machine.root, USER)}\n`);
    expect(out).toContain(`launcher  ${launcher} (missing; install the kernel again)\n`);
    const { err } = await tell(machine, 'kernel install --user');
    expect(err).toBe(
      `Cannot install the kernel: its launcher ${launcher} is missing; build or reinstall anneal\n`,
    );
  });

  it('lists JUPYTER_PATH first, and each folder once', async () => {
    const machine = fakeMachine({ JUPYTER_PATH: '/a:/b', JUPYTER_DATA_DIR: '/b' });
    const { folders } = JSON.parse((await tell(machine, 'kernel list --json')).out);
    const found = folders.map(({ why, kernels }: Record<string, string>) => `${why} ${kernels}`);
    expect(found).toEqual([
      'JUPYTER_PATH /a/kernels',
      'JUPYTER_PATH /b/kernels',
      'system /usr/local/share/jupyter/kernels',
      'system /usr/share/jupyter/kernels',
      `ipython ${join(machine.home, '.ipython/kernels')}`,
    ]);
  });

  it('has nothing to uninstall where there is nothing', async () => {
    const machine = fakeMachine();
    const { code, out } = await tell(machine, 'kernel uninstall --user');
    expect(code).toBe(0);
    expect(out).toContain('· none    no kernel "anneal" in ');
    expect(JSON.parse((await tell(machine, 'kernel uninstall --user --json')).out)).toEqual({
      removed: null,
    });
  });

  it('says that a file is in the way', async () => {
    const machine = fakeMachine();
    writeFiles(machine.root, { 'project/file': '' });
    const { code, err } = await tell(machine, 'kernel install --prefix file');
    expect(code).toBe(1);
    expect(err).toMatch(/^Cannot install the kernel into .*: ENOTDIR/);
  });

  it('warns of the cache of npx', async () => {
    const machine = fakeMachine();
    const cached = { ...machine, packageRoot: join(machine.root, '_npx/1/node_modules/anneal') };
    writeFiles(cached.packageRoot, { 'dist/kernel/launcher.js': '' });
    expect((await tell(cached, 'kernel install --user')).out).toContain(
      `! warning this anneal is in the cache of npx (${cached.packageRoot})`,
    );
  });
});

describe('userDataFolder()', () => {
  const on = (platform: NodeJS.Platform, env: Readonly<Record<string, string>> = {}) =>
    userDataFolder({ ...fakeMachine(), home: '/home/ada', platform, env });

  it('follows jupyter_core on each platform', () => {
    expect(on('linux')).toBe('/home/ada/.local/share/jupyter');
    expect(on('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/jupyter');
    expect(on('darwin')).toBe('/home/ada/Library/Jupyter');
    expect(on('win32', { APPDATA: '/roaming' })).toBe('/roaming/jupyter');
    expect(on('win32')).toBe('/home/ada/.jupyter/data');
    expect(on('darwin', { JUPYTER_DATA_DIR: '/mine' })).toBe('/mine');
  });
});
