import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from '../python.mjs';
import { relocate } from './venv.mjs';

const folder = '.cache/libraries';

/** The PyTorch that exported code is tried in. */
const torch = '2.13.0';

/** The Python of the environment that {@link librariesStep} makes. */
export const librariesPython = (/** @type {string} */ root) => join(root, folder, 'bin/python');

/**
 * The libraries that exported code is run in, for the tests alone.
 *
 * @param {string} root
 * @param {import('../python.mjs').Python} python
 * @returns {import('../step.mjs').Step}
 */
export function librariesStep(root, python) {
  return {
    id: 'libraries',
    name: 'PyTorch, Keras, Optax, … for the tests',
    doing: 'install the libraries that exported code is run in',
    inputs: ['scripts/libraries.txt', 'scripts/setup/steps/libraries.mjs'],
    // scripts in a venv hold its path, so a moved clone needs a new one
    values: { root, python: python.minor },
    outputs: [folder],
    whole: () => isWhole(root),
    remedy: 'they need Python 3.11 to 3.13: `PYTHON=python3.12 npm test`',
    async run({ aside, doing, must, may }) {
      const made = join(aside, folder);
      const env = pythonEnvironment();
      const install = ['-m', 'pip', 'install', '--no-deps', '--progress-bar=off', '--timeout=30'];
      await must(python.path, ['-m', 'venv', made], { env });
      const own = join(made, 'bin/python');
      doing('PyTorch, 200 MB');
      const [first, ...others] = torchSources();
      const found = others.length > 0 && (await may(own, [...install, ...(first ?? [])], { env }));
      if (!found) await must(own, [...install, ...(others[0] ?? first ?? [])], { env });
      doing('the others, 250 MB');
      await must(own, [...install, '--require-hashes', '-r', 'scripts/libraries.txt'], { env });
      await must(own, ['-c', 'import torch, jax, optax, keras, transformers'], {
        env: { ...env, KERAS_BACKEND: 'torch' },
      });
      relocate(made, join(root, folder));
    },
  };
}

/**
 * Where to look for a PyTorch without CUDA: the one on PyPI for Linux on x86 brings gigabytes of it. Its version alone
 * is pinned, since its wheels lie on another index than the hashes of the others come from.
 */
function torchSources() {
  const withCuda = process.platform === 'linux' && process.arch === 'x64';
  if (!withCuda) return [[`torch==${torch}`]];
  return [
    [`torch==${torch}+cpu`],
    ['--index-url', 'https://download.pytorch.org/whl/cpu', `torch==${torch}`],
  ];
}

/**
 * Each package writes its RECORD last.
 *
 * @param {string} root
 */
function isWhole(root) {
  const home = join(root, folder);
  if (!existsSync(librariesPython(root))) return false;
  const lib = readdirSync(join(home, 'lib')).find((name) => name.startsWith('python'));
  if (lib === undefined) return false;
  const packages = join(home, 'lib', lib, 'site-packages');
  const records = readdirSync(packages).filter((name) => name.endsWith('.dist-info'));
  const pinned = readFileSync(join(root, 'scripts/libraries.txt'), 'utf8').match(/^\w/gm) ?? [];
  return (
    records.length > pinned.length / 2 &&
    records.every((name) => existsSync(join(packages, name, 'RECORD')))
  );
}
