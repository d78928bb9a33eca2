// cells of the kernel's soak, each with what must come of it
import type { Answer } from '../kernel/client';
import type { Random } from './soak';

/** A cell and what its answer must be: the texts are compared. */
export interface SoakCell {
  readonly code: string;
  readonly expected: string;
  readonly got: (answer: Answer) => string;
}

const value = (answer: Answer): string => answer.value.trimEnd();
const printed = (answer: Answer): string => answer.text('stdout').trimEnd();
const failure = (answer: Answer): string => answer.error.split('\n')[0] as string;

/** Kinds of ordinary cells; numbers differ from one to the next, names come again and again. */
const KINDS: readonly ((n: number) => SoakCell)[] = [
  (n) => ({ code: `${n} + 1`, expected: String(n + 1), got: value }),
  (n) => ({
    code: `const a${n % 20}: number = ${n}; let text = 'n' + a${n % 20}; text`,
    expected: `'n${n}'`,
    got: value,
  }),
  (n) => ({
    code: `function twice(x: number): number { return 2 * x; }\nclass Box<T> { constructor(readonly held: T) {} }\nnew Box(twice(${n})).held`,
    expected: String(2 * n),
    got: value,
  }),
  (n) => ({
    code: `const pair = { n: ${n} }; const { n } = pair; JSON.stringify({ n, pair })`,
    expected: `'{"n":${n},"pair":{"n":${n}}}'`,
    got: value,
  }),
  (n) => ({ code: `await (async () => ${n})()`, expected: String(n), got: value }),
  (n) => ({
    code: `await new Promise((resolve) => setTimeout(resolve, ${n % 4})); console.log('late', ${n});`,
    expected: `late ${n}`,
    got: printed,
  }),
  (n) => ({
    code: `for (let i = 0; i < ${n % 50}; i++) console.log(i); console.error('end'); process.stdout.write('${n}');`,
    expected: [...Array(n % 50).keys(), n].join('\n'),
    got: printed,
  }),
  (n) => ({
    code: `await null; throw new RangeError('on purpose ${n}');`,
    expected: `RangeError: on purpose ${n}`,
    got: failure,
  }),
  (n) => ({
    code: `const wrong: string = ${n};`,
    expected: 'TypeScript does not accept this cell',
    got: failure,
  }),
  (n) => ({
    code: `import { join } from 'node:path'; import { cosine } from 'anneal';\njoin(String(cosine({ steps: ${n + 2} }).steps), 'x')`,
    expected: `'${n + 2}/x'`,
    got: value,
  }),
  (n) => ({
    code: `import { display } from 'tslab'; display.html('<b>${n}</b>');`,
    expected: `<b>${n}</b>`,
    got: (answer) => answer.of('display_data')[0]?.data['text/html'],
  }),
];

/** An ordinary cell. */
export const ordinaryCell = (random: Random): SoakCell => random.of(KINDS)(random.below(1_000_000));

/** A cell that prints 100,000 lines in one turn of the event loop, or of some. */
export function loudCell(random: Random): SoakCell {
  const start = random.below(1_000_000);
  const rest = random.of([
    '',
    'if (i % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));',
  ]);
  return {
    code: `${rest ? 'await null;' : ''}for (let i = 0; i < 100_000; i++) { console.log(${start} + i); ${rest} }`,
    expected: Array.from({ length: 100_000 }, (_, i) => start + i).join('\n'),
    got: printed,
  };
}

/** A cell that runs until it is interrupted. */
export interface EndlessCell {
  readonly kind: string;
  readonly code: string;
  /** How it may end. */
  readonly ends: RegExp;
}

const INTERRUPTED = /^error Interrupted$/;
// a loop that goes on in the background ends with the next one: hundreds would be another test
const GENERATION = 'const mine = (globalThis.generation = (globalThis.generation ?? 0) + 1);';

const ENDLESS: readonly EndlessCell[] = [
  { kind: 'synchronous loop', code: 'for (;;) {}', ends: INTERRUPTED },
  {
    kind: 'synchronous loop that prints',
    code: "for (;;) console.log('line');",
    ends: INTERRUPTED,
  },
  { kind: 'loop after an await', code: 'await null; for (;;) {}', ends: INTERRUPTED },
  {
    kind: 'loop after a timer',
    code: 'await new Promise((resolve) => setTimeout(resolve, 5)); for (;;) {}',
    ends: INTERRUPTED,
  },
  {
    kind: 'loop after an await that shows',
    code: "import { display } from 'tslab'; await new Promise((resolve) => setImmediate(resolve)); for (;;) display.text('x');",
    // it may show more than can wait before the press comes
    ends: /^error (Interrupted|RangeError)$/,
  },
  {
    kind: 'awaited loop',
    code: `${GENERATION} while (globalThis.generation === mine) await new Promise((resolve) => setTimeout(resolve, 2));`,
    ends: INTERRUPTED,
  },
  {
    kind: 'awaited loop of microtasks',
    code: 'for (;;) await null;',
    ends: INTERRUPTED,
  },
  {
    kind: 'training',
    code: 'const run = await fit(model, x, y, 1e-3, { epochs: 10_000, batchSize: 32 }); run.status',
    ends: /^(ok 'interrupted'|error Interrupted)$/,
  },
];

/** A cell to interrupt. */
export const endlessCell = (random: Random): EndlessCell => random.of(ENDLESS);
