import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Result, runCheck } from '../../src/cli/doctor/check';
import { inRange } from '../../src/cli/doctor/version-range';
import type { Machine } from '../../src/cli/machine';
import {
  type FakeMachine,
  fakeMachine,
  linkPackages,
  tell,
  writeFiles,
  writeProgram,
} from './fake-machine';

/** What the doctor says, by the id of the check. */
async function examine(machine: Machine) {
  const { code, out } = await tell(machine, 'doctor --json');
  const { ok, checks } = JSON.parse(out) as { ok: boolean; checks: Result[] };
  return { code, ok, ...Object.fromEntries(checks.map((check) => [check.id, check])) } as {
    code: number;
    ok: boolean;
  } & Record<string, Result>;
}

/** Files of a package that anneal, or the project, would load. */
const packageIn = (name: string, version: string, code: string) => ({
  [`project/node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
  [`project/node_modules/${name}/index.js`]: code,
});

/** A `jupyter` in `.venv` that answers what the doctor asks. */
function installJupyter(machine: FakeMachine, answers: Readonly<Record<string, string>>): string {
  const file = join(machine.root, 'project/.venv/bin/jupyter');
  const code = `const answer = ${JSON.stringify(answers)}[args];
    if (answer === undefined) { console.error('Jupyter command not found.'); process.exit(1); }
    console[args.startsWith('labextension') ? 'error' : 'log'](answer);`;
  writeProgram(file, code);
  return file;
}

const LISTED = 'JupyterLab v4.6.6\n  \x1b[32mx\x1b[0m\n        jupyterlab-anneal v0.1.0 ';

// a kernel that knows one request
const KERNEL = `const { createHmac } = require('node:crypto');
const { Router } = require('zeromq');
const file = process.argv[process.argv.indexOf('--config-path') + 1];
const { key, shell_port } = JSON.parse(require('node:fs').readFileSync(file, 'utf8'));
(async () => {
  const socket = new Router();
  await socket.bind('tcp://127.0.0.1:' + shell_port);
  for await (const [identity, delimiter, signature, ...parts] of socket) {
    const sign = (texts) => createHmac('sha256', key).update(texts.join('')).digest('hex');
    if (sign(parts) !== String(signature)) throw new Error('wrong signature');
    const reply = [JSON.stringify({ msg_type: 'kernel_info_reply' }), String(parts[0]), '{}', '{}'];
    await socket.send([identity, delimiter, sign(reply), ...reply]);
  }
})();`;

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('anneal doctor', () => {
  it('finds what is missing in a project where only anneal is installed', async () => {
    const machine = fakeMachine();
    const { code, out, err } = await tell(machine, 'doctor');
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out.split('\n')).toEqual([
      `✓ ok      Node        20.19.0 (${process.execPath})`,
      '✗ problem tslab       not installed where anneal is; the kernel runs on it',
      '                      to mend: npm install tslab@1.0.22',
      '✗ problem zeromq      not installed; it comes with tslab',
      '                      to mend: install tslab (see above)',
      '! warning tfjs-node   not installed: schedules and charts work, models cannot be trained',
      '                      to mend: npm install @tensorflow/tfjs-node@4.22.0',
      '✗ problem JupyterLab  jupyter is neither on PATH nor in .venv',
      '                      to mend: pip install "jupyterlab>=4.5", or npm start in a clone of anneal',
      '! warning extension   not looked for, as there is no jupyter',
      '                      to mend: install JupyterLab (see above)',
      '✗ problem kernel      no kernelspec "anneal" where Jupyter looks',
      '                      to mend: npx anneal kernel install',
      '',
      '4 problems, 2 warnings.',
      '',
    ]);
  });

  it('says nothing but ok when all is there', async () => {
    const machine = fakeMachine();
    const temporary = join(machine.root, 'tmp');
    mkdirSync(temporary);
    vi.stubEnv('TMPDIR', temporary);
    linkPackages(machine);
    writeFiles(machine.root, {
      ...packageIn(
        '@tensorflow/tfjs-node',
        '4.22.0',
        `module.exports = { ready: async () => {}, getBackend: () => 'tensorflow', add: (a, b) => ({ data: async () => [a + b] }) };`,
      ),
      'project/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node': '',
      'project/node_modules/anneal/dist/kernel/launcher.js': KERNEL,
    });
    await tell(machine, 'kernel install --prefix .venv');
    const folder = join(machine.root, 'project/.venv/share/jupyter/kernels/anneal');
    installJupyter(machine, {
      'lab --version': '4.6.6',
      'labextension list': `${LISTED}\x1b[32menabled\x1b[0m \x1b[32mOK\x1b[0m (python)`,
      'kernelspec list --json': JSON.stringify({
        kernelspecs: { anneal: { resource_dir: folder } },
      }),
    });

    const { code, ok, ...checks } = await examine(machine);
    const wrong = Object.values(checks).filter(({ status }) => status !== 'ok');
    expect(wrong).toEqual([]);
    expect({ code, ok }).toEqual({ code: 0, ok: true });
    expect(checks.kernel?.found).toMatch(/answers after \d+\.\d s$/);
    expect(readdirSync(temporary)).toEqual([]);

    // what it finds in the project it finds from a folder of it
    const within = join(machine.cwd, 'notebooks');
    mkdirSync(within);
    expect((await examine({ ...machine, cwd: within })).jupyter).toEqual(checks.jupyter);
  });

  it('has a name, a status and a finding for every check, and a remedy for what is not ok', async () => {
    const { out } = await tell(fakeMachine(), 'doctor --json');
    for (const check of JSON.parse(out).checks) {
      const keys = ['id', 'name', 'status', 'found', ...(check.status === 'ok' ? [] : ['remedy'])];
      expect(Object.keys(check)).toEqual(keys);
    }
  });

  it('finds a Node and a tslab of the wrong version', async () => {
    const machine = fakeMachine();
    writeFiles(machine.root, packageIn('tslab', '1.0.21', ''));
    const old = { ...machine, node: { ...machine.node, version: '20.18.3' } };
    const { node, tslab } = await examine(old);
    expect(node).toMatchObject({
      status: 'problem',
      found: `20.18.3 (${process.execPath}), but ^20.19.0 || ^22.12.0 is needed`,
    });
    expect(tslab?.found).toMatch(/^1\.0\.21 .*, but the kernel is made for 1\.0\.22$/);
  });

  it('finds packages that do not load', async () => {
    const machine = fakeMachine();
    writeFiles(machine.root, {
      ...packageIn('zeromq', '6.8.0', `throw new Error('no prebuilt binary');`),
      ...packageIn('@tensorflow/tfjs-node', '4.22.0', 'process.abort();'),
      'project/node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node': '',
    });
    const found = await examine(machine);
    expect(found.zeromq).toMatchObject({
      status: 'problem',
      found: '6.8.0, does not load: Error: no prebuilt binary',
    });
    expect(found['tfjs-node']).toMatchObject({ status: 'problem' });
    expect(found['tfjs-node']?.found).toContain('4.22.0, does not load: ');
  });

  it('warns of a tfjs-node without its addon', async () => {
    const machine = fakeMachine();
    writeFiles(machine.root, packageIn('@tensorflow/tfjs-node', '4.22.0', ''));
    const { 'tfjs-node': tfjs } = await examine(machine);
    expect(tfjs).toMatchObject({
      status: 'warning',
      found: '4.22.0 without its addon: models train in pure JavaScript, about 40 times slower',
    });
  });

  it.each([
    ['4.4.9', `${LISTED}enabled OK`, 'problem', 'ok'],
    ['4.5.0rc1', `${LISTED}enabled X`, 'ok', 'problem'],
    ['5.0.0', `${LISTED}disabled OK`, 'ok', 'problem'],
    ['4.6.6', 'JupyterLab v4.6.6', 'ok', 'warning'],
    ['not a version', 'jupyterlab-anneal-other v1 enabled OK', 'problem', 'warning'],
  ])('reads JupyterLab %s with %s', async (version, list, jupyterStatus, extensionStatus) => {
    const machine = fakeMachine();
    installJupyter(machine, { 'lab --version': version, 'labextension list': list });
    const { jupyter, extension } = await examine(machine);
    expect([jupyter?.status, extension?.status]).toEqual([jupyterStatus, extensionStatus]);
  });

  it('finds a jupyter without JupyterLab', async () => {
    const machine = fakeMachine();
    const file = installJupyter(machine, {});
    const { jupyter, extension } = await examine(machine);
    expect(jupyter?.found).toBe(
      `${file} has no JupyterLab that starts: Jupyter command not found.`,
    );
    expect(extension?.status).toBe('problem');
  });

  it('finds a kernel whose launcher is gone', async () => {
    const machine = fakeMachine();
    await tell(machine, 'kernel install --user');
    rmSync(join(machine.packageRoot, 'dist'), { recursive: true });
    const { kernel } = await examine(machine);
    expect(kernel).toMatchObject({
      status: 'problem',
      remedy: expect.stringContaining('--prefix'),
    });
    expect(kernel?.found).toContain('names a launcher that is gone: ');
  });

  it('finds a kernel that ends before it answers', async () => {
    const machine = fakeMachine();
    linkPackages(machine);
    writeFiles(machine.packageRoot, {
      'dist/kernel/launcher.js': `console.error('TypeError: no such thing'); process.exit(7);`,
    });
    await tell(machine, 'kernel install --user');
    const { kernel } = await examine(machine);
    expect(kernel?.status).toBe('problem');
    expect(kernel?.found).toContain(
      'does not answer: it ended (exit code 7): TypeError: no such thing',
    );
  });

  it('only looks at the files of a kernel where zeromq is missing', async () => {
    const machine = fakeMachine();
    await tell(machine, 'kernel install --user');
    const { kernel } = await examine(machine);
    expect(kernel).toMatchObject({ status: 'warning', remedy: 'see zeromq above' });
  });

  it('finds that the name belongs to others', async () => {
    const machine = fakeMachine();
    writeFiles(machine.home, { '.local/share/jupyter/kernels/anneal/kernel.json': '{}' });
    const { kernel } = await examine(machine);
    expect(kernel?.found).toMatch(/ belongs to one whose kernel\.json cannot be read$/);
  });
});

describe('runCheck()', () => {
  it('takes a check that throws for a problem', async () => {
    const look = () => {
      throw new Error('out of order\nsecond line');
    };
    expect(await runCheck({ id: 'a', name: 'A', look }, fakeMachine())).toEqual({
      id: 'a',
      name: 'A',
      status: 'problem',
      found: 'the check itself failed: out of order',
    });
  });
});

describe('inRange()', () => {
  it.each([
    ['20.19.0', '^20.19.0 || ^22.12.0', true],
    ['20.18.9', '^20.19.0 || ^22.12.0', false],
    ['21.7.0', '^20.19.0 || ^22.12.0', false],
    ['v22.12.0', '^20.19.0 || ^22.12.0', true],
    ['23.0.0', '^20.19.0 || ^22.12.0', false],
    ['4.10', '>=4.5', true],
    ['4.5', '>=4.5.0', true],
    ['1.0.22', '1.0.22', true],
    ['1.0.2', '1.0.22', false],
    ['unknown', '>=4.5', false],
  ])('%s in %s: %s', (version, range, expected) => {
    expect(inRange(version, range)).toBe(expected);
  });

  it('throws on a range it cannot read', () => {
    expect(() => inRange('1.0.0', '~1.0')).toThrow('Cannot read version range: ~1.0');
  });
});
