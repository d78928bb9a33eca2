import { cpSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAddon, missingBuildTools, wheelFor } from './native/build.mjs';
import { fetchWheel } from './native/wheel.mjs';

const check = fileURLToPath(new URL('./native/check.cjs', import.meta.url));
const folder = 'node_modules/@tensorflow/tfjs-node';
const installerHost = 'storage.googleapis.com';
const cost = 'models train in pure JavaScript, about 40 times slower';

/**
 * The native TensorFlow backend. In order: the addon that is there, the package's own installer, the libraries out
 * of a TensorFlow wheel with the addon built here; failing all, the notebooks run on pure JavaScript.
 *
 * @param {import('../paths.mjs').Folders} folders
 * @returns {import('../step.mjs').Step}
 */
export function nativeStep(folders) {
  return {
    id: 'native',
    name: 'native TensorFlow backend',
    doing: 'install the native TensorFlow backend',
    inputs: [`${folder}/package.json`, `${folder}/binding.gyp`],
    values: { napi: process.versions.napi, platform: process.platform, arch: process.arch },
    outputs: [folder],
    witness: [`${folder}/lib`, `${folder}/deps/lib`],
    async run(tools) {
      const loads = (/** @type {string} */ path) =>
        tools.may(process.execPath, [check, path], {
          env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
          limit: 60,
        });
      if (await loads(join(folders.root, folder))) return { detail: 'already there' };

      const copy = join(tools.aside, folder);
      freshCopy(join(folders.root, folder), copy);
      if (await runInstaller(copy, folders.root, tools)) {
        if (await loads(copy)) return { detail: "by the package's own installer" };
      }
      freshCopy(join(folders.root, folder), copy);

      const missing = missingBuildTools();
      const wheel = wheelFor(process.platform, process.arch);
      if (!wheel) return settle(`there is no build of it for ${process.platform} ${process.arch}`);
      if (missing) return settle(missing);
      const file = await fetchWheel(wheel, copy, folders, tools);
      if (!file) return settle('neither its host nor the Python registry could be reached');
      if (!(await buildAddon(copy, folders.root, tools))) return settle('the addon did not build');
      if (!(await loads(copy))) return settle('the addon was built but does not load');
      return { detail: `from a TensorFlow wheel, kept in .cache/downloads: ${file.megabytes} MB` };
    },
  };
}

/**
 * @param {string} why
 * @returns {import('../step.mjs').Outcome}
 */
function settle(why) {
  return { lost: `no native backend: ${why}; ${cost} (log: .cache/setup/logs/native.log)` };
}

/**
 * The package as npm unpacked it, without what an earlier try left.
 *
 * @param {string} from
 * @param {string} to
 */
function freshCopy(from, to) {
  rmSync(to, { recursive: true, force: true });
  const left = new Set(
    ['lib', 'deps', 'build', 'build-tmp-napi-v8'].map((name) => join(from, name)),
  );
  cpSync(from, to, { recursive: true, filter: (path) => !left.has(path) });
}

/**
 * @param {string} copy
 * @param {string} root
 * @param {import('../step.mjs').Tools} tools
 */
async function runInstaller(copy, root, { doing, may }) {
  doing(`looking for ${installerHost}`);
  if (!(await answers(installerHost))) return false;
  doing("the package's own installer");
  return may(process.execPath, ['scripts/install.js'], {
    cwd: copy,
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    },
    limit: 60,
  });
}

/**
 * Where firewalls swallow packets, waiting for the installer would cost a minute at each start.
 *
 * @param {string} host
 * @returns {Promise<boolean>} Also true behind a proxy, which alone knows.
 */
function answers(host) {
  if (
    ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy'].some((name) => process.env[name])
  ) {
    return Promise.resolve(true);
  }
  return new Promise((resolve) => {
    const socket = connect({ host, port: 443, timeout: 4000 });
    const end = (/** @type {boolean} */ result) => {
      socket.destroy();
      resolve(result);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
