import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

// 2.13 is the newest line whose C headers this addon was tried with and that stays below 200 MB
const version = '2.13.1';

/**
 * The wheel that carries TensorFlow's C library for a machine, as pip names it.
 *
 * @param {NodeJS.Platform} platform
 * @param {string} arch
 * @returns {string | undefined}
 */
export function wheelFor(platform, arch) {
  if (platform !== 'linux') return undefined;
  if (arch === 'x64') return `tensorflow-cpu==${version}`;
  // `tensorflow` itself is an empty wheel on arm64 that only names this one
  if (arch === 'arm64') return `tensorflow-cpu-aws==${version}`;
  return undefined;
}

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined} What is missing, with the remedy.
 */
export function missingBuildTools(env = process.env) {
  const runs = (/** @type {string} */ name) =>
    spawnSync(name, ['--version'], { env, stdio: 'ignore' }).status === 0;
  const missing = [];
  if (!runs(env.CXX ?? 'g++')) missing.push('C++ compiler');
  if (!runs('make')) missing.push('`make`');
  if (missing.length === 0) return undefined;
  return `no ${missing.join(' and no ')} (Debian, Ubuntu: \`apt install g++ make\`, then run it again)`;
}

/**
 * Builds the addon against the libraries in `deps`.
 *
 * @param {string} copy
 * @param {string} root
 * @param {import('../../step.mjs').Tools} tools
 */
export async function buildAddon(copy, root, { doing, may }) {
  doing('building the addon');
  const headers = nodeHeaders();
  const gyp = nodeGyp();
  const built = await may(
    process.execPath,
    [
      join(root, 'node_modules/@mapbox/node-pre-gyp/bin/node-pre-gyp'),
      'install',
      '--build-from-source',
      ...(headers ? [`--nodedir=${headers}`] : []),
    ],
    {
      cwd: copy,
      env: {
        ...process.env,
        npm_config_python: join(root, '.venv/bin/python'),
        ...(gyp ? { npm_config_node_gyp: gyp } : {}),
      },
      limit: 600,
    },
  );
  for (const left of ['build', 'build-tmp-napi-v8']) {
    rmSync(join(copy, left), { recursive: true, force: true });
  }
  return built;
}

/** Folder above `include/node`: beside this Node, or the system's. Without one node-gyp downloads the headers. */
function nodeHeaders() {
  const beside = dirname(dirname(process.execPath));
  return [beside, '/usr', '/usr/local'].find((folder) =>
    existsSync(join(folder, 'include/node/node_api.h')),
  );
}

/** The node-gyp inside the npm that runs us; node-pre-gyp looks for one itself when there is none. */
function nodeGyp() {
  const npm = process.env.npm_execpath;
  const gyp = npm && join(dirname(npm), '../node_modules/node-gyp/bin/node-gyp.js');
  return gyp && existsSync(gyp) ? gyp : undefined;
}
