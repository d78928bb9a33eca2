import { readFileSync } from 'node:fs';
import type { Schedule } from '../../src/schedule/schedule';

/** What a library did, from `test/golden`. */
export interface Recording {
  readonly id: string;
  readonly library: string;
  readonly class: string;
  readonly params: Record<string, unknown>;
  readonly baseLr: number | readonly number[];
  readonly steps: readonly number[];
  readonly calls?: readonly number[];
  readonly lr: readonly number[] | readonly (readonly number[])[];
  readonly lrClosedForm?: readonly (number | string)[] | readonly (readonly number[])[];
  readonly momentum?: readonly number[];
  readonly raises?: { readonly at: 'construct' | 'step' };
}

/** The recordings of a file, by id. */
export function recordings(file: string): Map<string, Recording> {
  const url = new URL(`../golden/${file}.json`, import.meta.url);
  const { records } = JSON.parse(readFileSync(url, 'utf8')) as { records: Recording[] };
  return new Map(records.map((record) => [record.id, record]));
}

/** A recording of several parameter groups as one for each group: lists of as many entries are taken apart. */
export function byGroup(record: Recording): Recording[] {
  if (!Array.isArray(record.baseLr)) return [record];
  const { length } = record.baseLr;
  const entry = (value: unknown, group: number): unknown =>
    Array.isArray(value) && value.length === length ? value[group] : value;
  const column = (rows: unknown, group: number): never =>
    (rows as readonly (readonly number[])[] | undefined)?.map((row) => row[group]) as never;
  return record.baseLr.map((baseLr: number, group) => ({
    ...record,
    baseLr,
    params: Object.fromEntries(
      Object.entries(record.params).map(([name, value]) => [name, entry(value, group)]),
    ),
    lr: column(record.lr, group),
    lrClosedForm: column(record.lrClosedForm, group),
  }));
}

/** Where a schedule is not what was recorded; relative, so that small rates count as much as large ones. */
export function differences(
  schedule: Schedule,
  record: Recording,
  expected: readonly unknown[] = record.lr,
  tolerance = 1e-9,
): string[] {
  return (record.calls ?? record.steps).flatMap((step, index) => {
    const [rate, wanted] = [schedule(step), expected[index]];
    if (typeof wanted !== 'number') return [];
    const error = Math.abs(rate - wanted);
    return error <= tolerance * Math.abs(wanted)
      ? []
      : [`${record.id} at step ${step}: ${rate} instead of ${wanted}`];
  });
}
