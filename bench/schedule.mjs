// schedules against a hand-written loop, NumPy, PyTorch and Optax: warm-up + cosine, 10^6 steps
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { median, medians, table } from './measure.mjs';
import { python } from './python.mjs';

const require = createRequire(import.meta.url);
const anneal = require('anneal');
const { cosine, families } = anneal;

const steps = 1_000_000;
const warmup = 10_000;
const peak = 1e-3;

/** The loop that somebody would write by hand for exactly this schedule. */
function byHand() {
  const rates = new Float64Array(steps);
  const T = steps - warmup;
  for (let t = 0; t < warmup; t++) rates[t] = (peak * (t + 1)) / (warmup + 1);
  for (let t = warmup; t < steps; t++) {
    rates[t] = (peak / 2) * (1 + Math.cos((Math.PI * (t - warmup)) / T));
  }
  return rates;
}

/** Title of the section in `measured.md`. */
export const title = 'Schedules';

/** @returns {Promise<string>} The section in Markdown. */
export async function run() {
  const schedule = cosine({ peak, steps: steps - warmup }).warmup(warmup);
  const ours = medians({ hand: byHand, sample: () => schedule.sample() });
  const theirs = JSON.parse(
    execFileSync(python(), [new URL('schedule.py', import.meta.url).pathname], {
      encoding: 'utf8',
    }),
  );
  const row = (what, ms) => [what, `${ms.toFixed(2)} ms`, `${(ms / ours.hand).toFixed(2)} ×`];
  const whole = table(
    [`10⁶ rates of warm-up + cosine`, 'median', 'of the hand-written loop'],
    [
      row('a fused loop written by hand, float64', ours.hand),
      row('`schedule.sample()`, float64', ours.sample),
      row('NumPy, float64', theirs.numpy),
      row('Optax under jit, float32', theirs.optaxJit),
    ],
  );
  const single = table(
    ['one rate', 'median'],
    [
      ['`schedule(step)`', microseconds(perCall(schedule, 0))],
      ['`schedule(step)` at step 10⁹', microseconds(perCall(schedule, 1e9))],
      ['the slowest family, up to step 10⁹', slowest()],
      ['PyTorch `scheduler.step()`', `${theirs.torchStep.toFixed(2)} µs`],
      ['Optax, not jitted', `${theirs.optaxEager.toFixed(0)} µs`],
    ],
  );
  return `${whole}\n\n${single}\n\n${await size()}`;
}

/** Milliseconds of a call, over many. */
function perCall(schedule, from) {
  const calls = 100_000;
  const { all } = medians({
    all() {
      let sum = 0;
      for (let step = from; step < from + calls; step++) sum += schedule(step);
      return sum;
    },
  });
  return all / calls;
}

const microseconds = (ms) => `${(ms * 1000).toFixed(3)} µs`;

/** The default of every family, at its start and far beyond its end, going on there. */
function slowest() {
  const times = families
    .filter((family) => family.parts === 0 && !family.feedback && family.id !== 'formula')
    .flatMap(({ id, params }) => {
      const schedule = anneal[id]('after' in params ? { after: 'continue' } : {});
      return [0, 1e9 - 100_000].map((from) => ({ id, ms: perCall(schedule, from) }));
    })
    .sort((a, b) => b.ms - a.ms);
  return `${microseconds(times[0].ms)} (${times[0].id})`;
}

/** What a page or a kernel loads of it: bundled and minified, and the time its import takes. */
async function size() {
  const entry = fileURLToPath(new URL('../src/schedule/index.ts', import.meta.url));
  const options = { write: false, minify: true, lib: { entry, formats: ['es'] } };
  const [{ output }] = await build({ logLevel: 'silent', configFile: false, build: options });
  const bytes = gzipSync(output[0].code, { level: 9 }).length;
  const times = Array.from({ length: 15 }, () =>
    Number(execFileSync(process.execPath, ['-e', IMPORT], { cwd: root })),
  );
  return `The schedules alone, bundled and minified: ${(bytes / 1000).toFixed(1)} kB gzip. Importing them in Node: ${median(times).toFixed(0)} ms.`;
}

const root = fileURLToPath(new URL('..', import.meta.url));
const IMPORT =
  "const begun = performance.now(); require('./dist/schedule'); process.stdout.write(String(performance.now() - begun))";
