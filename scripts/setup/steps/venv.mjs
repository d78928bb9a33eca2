import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pythonEnvironment } from '../python.mjs';

/** Settings of the JupyterLab in `.venv`, as a file below it and its content. */
const settings = {
  // no news dialog, no look for updates, whoever starts this JupyterLab
  'share/jupyter/lab/settings/overrides.json': {
    '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false },
  },
  'etc/jupyter/labconfig/page_config.json': {
    disabledExtensions: { '@jupyterlab/apputils-extension:announcements': true },
  },
  'etc/jupyter/jupyter_lab_config.json': {
    LabApp: { news_url: null, check_for_updates_class: 'jupyterlab.NeverCheckForUpdate' },
  },
};

/**
 * JupyterLab and what goes with it, in `.venv`.
 *
 * @param {string} root
 * @param {import('../python.mjs').Python} python
 * @returns {import('../step.mjs').Step}
 */
export function venvStep(root, python) {
  return {
    id: 'venv',
    name: 'Python environment .venv',
    doing: 'make the Python environment .venv',
    inputs: ['scripts/requirements.txt', 'scripts/setup/steps/venv.mjs'],
    // scripts in a venv hold its path, so a moved clone needs a new one
    values: { root, python: python.minor },
    outputs: ['.venv'],
    whole: () => venvIsWhole(root),
    remedy: 'read the log; another Python may help: `PYTHON=python3.12 npm start`',
    async run({ aside, doing, must }) {
      const made = join(aside, '.venv');
      const env = pythonEnvironment();
      doing('python -m venv');
      await must(python.path, ['-m', 'venv', made], { env });
      doing('pip install');
      await must(
        join(made, 'bin/python'),
        [
          '-m',
          'pip',
          'install',
          '--progress-bar=off',
          '--timeout=30',
          // what a registry gives must be what was pinned
          '--require-hashes',
          '-r',
          'scripts/requirements.txt',
        ],
        { env },
      );
      for (const [file, content] of Object.entries(settings)) {
        mkdirSync(dirname(join(made, file)), { recursive: true });
        writeFileSync(join(made, file), `${JSON.stringify(content, null, 2)}\n`);
      }
      await must(join(made, 'bin/python'), ['-m', 'jupyterlab', '--version'], { env });
      relocate(made, join(root, '.venv'));
    },
  };
}

/**
 * Puts the final path into the scripts of a venv that was made elsewhere.
 *
 * @param {string} made
 * @param {string} final
 */
export function relocate(made, final) {
  const bin = join(made, 'bin');
  const files = readdirSync(bin, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(bin, entry.name));
  for (const file of [...files, join(made, 'pyvenv.cfg')]) {
    // latin1 keeps every byte of a file that is not text
    const text = readFileSync(file, 'latin1');
    if (!text.includes(made)) continue;
    writeFileSync(file, text.replaceAll(made, final), 'latin1');
  }
}

/**
 * Each pinned package wrote its RECORD last; the interpreter is a link that breaks when its Python goes.
 *
 * @param {string} root
 */
function venvIsWhole(root) {
  const venv = join(root, '.venv');
  if (!existsSync(join(venv, 'bin/python'))) return false;
  if (!Object.keys(settings).every((file) => existsSync(join(venv, file)))) return false;
  const [lib] = readdirSync(join(venv, 'lib')).filter((name) => name.startsWith('python'));
  const packages = join(venv, 'lib', lib, 'site-packages');
  const records = readdirSync(packages).filter((name) => name.endsWith('.dist-info'));
  return (
    records.some((name) => name.startsWith('jupyterlab-4')) &&
    records.every((name) => existsSync(join(packages, name, 'RECORD')))
  );
}
