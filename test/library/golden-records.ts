import { readFileSync } from 'node:fs';
import { Arguments, type LibraryClass, type LibraryRequest } from '../../src/library/request';
import type { Schedule } from '../../src/schedule/schedule';

/** A recording of a library's schedule. */
export interface GoldenRecord extends LibraryRequest {
  readonly id: string;
  readonly precision: string;
  readonly steps: readonly number[];
  readonly lr: readonly number[];
  readonly raises?: { readonly type: string };
  readonly weightDecay?: readonly number[];
  readonly metrics?: readonly number[];
}

/** The records of `test/golden/<name>.json`. */
export function goldenRecords(name: string): readonly GoldenRecord[] {
  const text = readFileSync(new URL(`../golden/${name}.json`, import.meta.url), 'utf8');
  return (JSON.parse(text) as { records: readonly GoldenRecord[] }).records;
}

/** What `fromLibrary` does with one library's table. */
export function read(
  classes: Readonly<Record<string, LibraryClass>>,
  request: Omit<LibraryRequest, 'library'> & { readonly library?: string },
): Schedule {
  const args = new Arguments({ library: 'it', ...request });
  const build = classes[request.class];
  if (!build) throw new RangeError(`There is no ${request.class}`);
  const schedule = build(args);
  args.finish();
  return schedule;
}

/** Shortest way to read a class: its name and arguments. */
export function reader(library: string, classes: Readonly<Record<string, LibraryClass>>) {
  return (
    name: string,
    params: Readonly<Record<string, unknown>>,
    rest: Partial<LibraryRequest> = {},
  ): Schedule => read(classes, { library, class: name, params, ...rest });
}

/**
 * The first recorded step that a schedule does not reproduce, or `undefined`.
 *
 * Relative, 1e-9 for float64 and 2e-6 for lower precision; where a curve cancels to almost
 * nothing, a few roundings of its largest rate are all that a library itself knows.
 */
export function firstMiss(
  record: Pick<GoldenRecord, 'precision' | 'steps' | 'lr'>,
  schedule: (step: number) => number,
): string | undefined {
  const float64 = record.precision === 'float64';
  const [relative, rounding] = float64 ? [1e-9, 4 * 2 ** -53] : [2e-6, 4 * 2 ** -24];
  const largest = Math.max(...record.lr.map(Math.abs));
  const index = record.steps.findIndex((step, i) => {
    const expected = record.lr[i] as number;
    const off = Math.abs(schedule(step) - expected);
    return !(off <= relative * Math.abs(expected) + rounding * largest);
  });
  if (index < 0) return undefined;
  const step = record.steps[index] as number;
  return `step ${step}: ${schedule(step)} instead of ${record.lr[index]}`;
}

/** Runs records and prints how many passed; returns the complaints. */
export function runRecords(
  library: string,
  records: readonly GoldenRecord[],
  build: (record: GoldenRecord) => Schedule,
): string[] {
  const misses = records.flatMap((record) => {
    const miss = missOf(record, build);
    return miss === undefined ? [] : [`${record.id}: ${miss}`];
  });
  const passed = records.length - misses.length;
  const raised = records.filter(({ raises }) => raises).length;
  console.info(
    `${library}: passed ${passed} of ${records.length} (${raised} of them must be refused)`,
  );
  return misses;
}

function missOf(
  record: GoldenRecord,
  build: (record: GoldenRecord) => Schedule,
): string | undefined {
  if (!record.raises) return firstMiss(record, build(record));
  try {
    build(record);
  } catch (error) {
    return error instanceof RangeError ? undefined : `threw ${String(error)}`;
  }
  return `was built, but the library raises ${record.raises.type}`;
}
