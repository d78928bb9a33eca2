import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const manifests = ['package.json', 'package-lock.json', '.npmrc', 'labextension/package.json'];

/**
 * How npm is started: the one that started us, else the one on PATH.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand(env = process.env) {
  const running = env.npm_execpath;
  return running && basename(running) === 'npm-cli.js' ? [process.execPath, running] : ['npm'];
}

/**
 * npm's packages, exactly those of the lockfile.
 *
 * @param {string} root
 * @returns {import('../step.mjs').Step}
 */
export function npmStep(root) {
  return {
    id: 'npm',
    name: 'npm packages',
    doing: 'install the npm packages',
    inputs: manifests,
    values: { platform: process.platform, arch: process.arch },
    outputs: ['node_modules', 'labextension/node_modules'],
    whole: () => matchesLockfile(root),
    remedy: 'read the log; `npm ci` by hand shows the same error',
    async run({ aside, doing, must }) {
      if (matchesLockfile(root)) return { detail: 'already there' };
      for (const file of manifests) cpSync(join(root, file), join(aside, file));
      // always made, so that an older one with packages of its own does not stay
      mkdirSync(join(aside, 'labextension/node_modules'));
      doing('npm ci');
      const [npm, ...first] = npmCommand();
      // npm's own waits between tries add up to more than a minute without a network
      const retries = ['--fetch-retry-mintimeout=2000', '--fetch-retry-maxtimeout=10000'];
      // `include`: with NODE_ENV=production npm would leave out what builds and tests
      await must(
        npm,
        [
          ...first,
          'ci',
          '--ignore-scripts',
          '--include=dev',
          ...retries,
          '--no-audit',
          '--no-fund',
        ],
        {
          cwd: aside,
        },
      );
    },
  };
}

/**
 * Tells whether `node_modules` holds the packages of the lockfile: npm notes there what it installed, last of all.
 *
 * @param {string} root
 */
export function matchesLockfile(root) {
  try {
    const read = (/** @type {string} */ file) => JSON.parse(readFileSync(join(root, file), 'utf8'));
    const locked = read('package-lock.json').packages;
    const installed = read('node_modules/.package-lock.json').packages;
    const manifestsAgree = ['', 'labextension'].every((key) => {
      const manifest = read(join(key, 'package.json'));
      return ['dependencies', 'devDependencies'].every(
        (field) => canonical(manifest[field]) === canonical(locked[key]?.[field]),
      );
    });
    return (
      manifestsAgree &&
      Object.entries(locked).every(([path, { version, link, optional }]) => {
        if (link || !path.includes('node_modules')) return true;
        const found = installed[path];
        if (!found) return optional === true;
        return found.version === version && existsSync(join(root, path, 'package.json'));
      })
    );
  } catch {
    return false;
  }
}

/** @param {Record<string, string>} [dependencies] */
function canonical(dependencies = {}) {
  return JSON.stringify(Object.entries(dependencies).sort());
}
