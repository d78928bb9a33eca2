import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromLibrary, fromSpec } from '../../src/library';
import { type Feedback, isFeedback, type Schedule } from '../../src/schedule';

interface GoldenRecord {
  readonly id: string;
  readonly library: string;
  readonly class: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly baseLr: number | null | readonly number[];
  readonly precision: string;
  readonly steps: readonly number[];
  readonly calls?: readonly number[];
  readonly metrics?: readonly number[];
  readonly lr: readonly number[];
}

const FILES = [
  'pytorch',
  'optax',
  'keras',
  'transformers',
  'timm',
  'composer',
  'megatron',
  'schedulefree',
];
/** Records whose parameters are prose, several groups or a generator: written out, or named, in the test of their library. */
const ELSEWHERE =
  /^(resume|LambdaLR|MultiplicativeLR|SequentialLR|ChainedScheduler|join)\/|groups$|noise/;

const records = FILES.flatMap((file) =>
  (JSON.parse(readFileSync(`test/golden/${file}.json`, 'utf8')).records as GoldenRecord[]).filter(
    ({ id, lr }) => !ELSEWHERE.test(id) && lr.length > 0,
  ),
);

/** Where a schedule is not what was recorded: relative, and four roundings of the largest rate where a cosine cancels. */
function misses(made: Schedule | Feedback, record: GoldenRecord): string[] {
  const [tolerance, rounding] =
    record.precision === 'float32' ? [2e-6, 2 ** -24] : [1e-9, 2 ** -53];
  const slack = 4 * rounding * Math.max(...record.lr.map(Math.abs));
  const rates = isFeedback(made)
    ? made.replay(record.metrics ?? [])
    : (record.calls ?? record.steps).map(made as Schedule);
  return record.lr.flatMap((lr, index) => {
    const off = Math.abs((rates[index] as number) - lr);
    return typeof lr !== 'number' || off <= tolerance * Math.abs(lr) + slack
      ? []
      : [`${record.library} ${record.id}, record ${index}: ${rates[index]} instead of ${lr}`];
  });
}

describe('fromLibrary()', () => {
  it('takes the records of every library as they are, with the flag, and through their specs', () => {
    const failed: string[] = [];
    const passed: Record<string, number> = {};
    for (const record of records) {
      const made = fromLibrary({
        ...record,
        baseLr: record.baseLr as number,
        compat: 'bug-for-bug',
      });
      for (const one of [made, fromSpec(JSON.stringify(made))]) {
        failed.push(...misses(one, record));
      }
      passed[record.library] = (passed[record.library] ?? 0) + 1;
    }
    console.log(passed);
    expect(failed).toEqual([]);
  });

  it('never gives a negative rate, nor one that rises after the end of HF cosines, without the flag', () => {
    for (const record of records) {
      let made: Schedule | Feedback;
      try {
        made = fromLibrary({ ...record, baseLr: record.baseLr as number });
      } catch (refusal) {
        expect(refusal, record.id).toBeInstanceOf(RangeError);
        continue;
      }
      if (isFeedback(made)) continue;
      const schedule = made as Schedule;
      for (let step = 0; step < 300; step++)
        expect(schedule(step) >= 0, `${record.id} at ${step}`).toBe(true);
    }
  });

  it.each([
    [{ library: 'jax', class: 'x' }, 'library must be one of torch, optax'],
    [{ library: 'torch', class: 'StepLr' }, "torch has no 'StepLr' here; there are LambdaLR"],
    [{ library: 'torch', class: 'toString' }, "torch has no 'toString' here"],
    [{ library: 'torch', class: 'StepLR', params: { step_size: 3 } }, 'baseLr'],
    [
      { library: 'torch', class: 'StepLR', params: { step_size: 3, foo: 1 }, baseLr: 1 },
      "it has no argument 'foo'",
    ],
    [
      { library: 'torch', class: 'StepLR', params: [], baseLr: 1 },
      'params must be an object, got a list',
    ],
    [
      { library: 'torch', class: 'StepLR', compat: 'yes' },
      "compat must be 'bug-for-bug', got 'yes'",
    ],
    [null, 'the request must be an object, got null'],
  ])('refuses %o in words', (request, message) => {
    expect(() => fromLibrary(request as never)).toThrow(message);
  });
});
