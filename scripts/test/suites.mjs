import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { folders, root } from '../setup/paths.mjs';
import { start } from '../setup/spawn.mjs';
import { countPlaywright, countVitest, judge } from './counts.mjs';

/** @typedef {import('./counts.mjs').Counts} Counts */

const projects = ['.', 'labextension', 'test', 'test/browser', 'scripts'];
const bin = (/** @type {string} */ path) => join(root, 'node_modules', path);

/**
 * The types of every part, which count as one test.
 *
 * @returns {Promise<Counts>}
 */
export async function types() {
  const cache = join(folders().cache, 'tsc');
  mkdirSync(cache, { recursive: true });
  const codes = await Promise.all(
    projects.map((project) =>
      // the build's own notes in dist are left alone
      node([
        bin('typescript/bin/tsc'),
        ...['--noEmit', '--pretty', 'false', '--incremental'],
        ...['--project', join(root, project, 'tsconfig.json')],
        ...[
          '--tsBuildInfoFile',
          join(cache, `${project === '.' ? 'library' : project.replace('/', '-')}.tsbuildinfo`),
        ],
      ]),
    ),
  );
  const bad = projects.filter((_, index) => codes[index] !== 0);
  return oneTest(bad.length === 0, `type errors in ${bad.join(', ')}`);
}

/**
 * Format, lint and the generated list of families, which count as one test.
 *
 * @returns {Promise<Counts>}
 */
export async function lint() {
  const biome = await node([bin('@biomejs/biome/bin/biome'), 'ci', '.']);
  const barrel = await node([join(root, 'scripts/barrel.mjs'), '--check']);
  return oneTest(biome === 0 && barrel === 0, '`npm run format` corrects what can be corrected');
}

/**
 * Guides and API as one site, every link checked and warnings as errors, which counts as one test.
 *
 * @returns {Promise<Counts>}
 */
export async function docs() {
  const code = await node([join(root, 'scripts/docs.mjs')]);
  return oneTest(code === 0, '`npm run docs` says which page or link');
}

/**
 * @param {'unit' | 'libraries' | 'kernel' | 'soak'} project
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [files] All of the project without them.
 * @returns {Promise<Counts>}
 */
export async function vitest(project, env, files) {
  return (await runVitest(project, env, files)).counts;
}

/**
 * A part of the soak, with the figures that its tests note.
 *
 * @param {NodeJS.ProcessEnv} env `SOAK_SCALE` and `SOAK_SEED` too.
 * @param {string} part A file of `test/soak`, without its ending.
 * @returns {Promise<{ counts: Counts, figures: Record<string, string> }>}
 */
export async function soakTests(env, part) {
  const { counts, report } = await runVitest('soak', env, [`test/soak/${part}.test.ts`]);
  const tests = report?.testResults.flatMap((file) => file.assertionResults) ?? [];
  return { counts, figures: Object.assign({}, ...tests.map(({ meta }) => meta?.figures)) };
}

/**
 * @param {'unit' | 'libraries' | 'kernel' | 'soak'} project
 * @param {NodeJS.ProcessEnv} [env]
 * @param {readonly string[]} [files] All of the project without them.
 */
async function runVitest(project, env, files = []) {
  const file = freshReport(`vitest-${project}`);
  const code = await node(
    [
      bin('vitest/vitest.mjs'),
      ...['run', '--project', project, ...files],
      ...['--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
      ...(project === 'soak' ? ['--disable-console-intercept'] : []),
      // by default one core is left alone, which is half of two
      ...(project === 'unit' ? ['--maxWorkers=100%'] : []),
    ],
    env,
  );
  /** @type {import('./counts.mjs').VitestReport | undefined} */
  const report = read(file);
  return { counts: judge(report && countVitest(report), code), report };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
export async function playwright(env) {
  const report = freshReport('playwright');
  const code = await node(
    [
      bin('@playwright/test/cli.js'),
      ...['test', '--config', join(root, 'test/browser/playwright.config.ts')],
      '--reporter=list,json',
    ],
    { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  );
  const counts = read(report);
  return judge(counts && countPlaywright(counts), code);
}

/**
 * @param {boolean} ok
 * @param {string} note
 * @returns {Counts}
 */
function oneTest(ok, note) {
  return ok ? { passed: 1, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [note] };
}

/**
 * Runs a Node program whose output goes to the terminal.
 *
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number | null>} Its exit code; nothing when a signal ended it.
 */
function node(args, env = process.env) {
  // TensorFlow's greeting, once a test file, hides what matters
  const quiet = { TF_CPP_MIN_LOG_LEVEL: '2', ...env };
  const child = start(process.execPath, args, {
    cwd: root,
    env: quiet,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
}

/** @param {string} name */
function freshReport(name) {
  const folder = join(folders().cache, 'reports');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  // an old report must never be counted for a run that crashed
  rmSync(file, { force: true });
  return file;
}

/**
 * A report, or nothing when it is missing or no JSON.
 *
 * @param {string} file
 */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
