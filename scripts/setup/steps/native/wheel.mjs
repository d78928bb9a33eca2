import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonEnvironment } from '../../python.mjs';

const unpacker = fileURLToPath(new URL('./unpack_wheel.py', import.meta.url));

/**
 * Gets a TensorFlow wheel and unpacks what the addon needs of it into `copy/deps`.
 *
 * The wheel stays in the cache: `npm ci` empties node_modules, and the next set-up then does without the download.
 *
 * @param {string} requirement As pip reads it.
 * @param {string} copy
 * @param {import('../../paths.mjs').Folders} folders
 * @param {import('../../step.mjs').Tools} tools
 * @returns {Promise<{ megabytes: number } | undefined>} Nothing when it cannot be had.
 */
export async function fetchWheel(requirement, copy, folders, { aside, doing, may }) {
  const python = join(folders.venv, 'bin/python');
  const [name, version] = requirement.split('==');
  const prefix = `${name.replaceAll('-', '_')}-${version}-`;
  const cached = () =>
    list(folders.downloads).find((file) => file.startsWith(prefix) && file.endsWith('.whl'));

  // a second turn only when the cached file turns out to be damaged
  for (let turn = 0; turn < 2; turn++) {
    if (!cached()) {
      doing(`downloading ${requirement}, about 200 MB`);
      const arriving = join(aside, 'wheel');
      // the libraries do not depend on Python: any version's wheel will do, this one exists
      const target = ['--no-deps', '--only-binary=:all:', '--python-version=3.10'];
      const quick = ['--progress-bar=off', '--timeout=15', '--retries=1'];
      const done = await may(
        python,
        ['-m', 'pip', 'download', ...target, ...quick, '-d', arriving, requirement],
        { env: pythonEnvironment() },
      );
      if (!done) return undefined;
      mkdirSync(folders.downloads, { recursive: true });
      for (const file of list(arriving)) {
        renameSync(join(arriving, file), join(folders.downloads, file));
      }
    }
    const file = cached();
    if (!file) return undefined;
    const wheel = join(folders.downloads, file);
    doing('unpacking the libraries');
    const deps = join(copy, 'deps');
    if (await may(python, [unpacker, wheel, deps])) {
      return { megabytes: Math.round(statSync(wheel).size / 1e6) };
    }
    for (const damaged of [wheel, deps]) rmSync(damaged, { recursive: true, force: true });
  }
  return undefined;
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
