import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunLogReader } from '../../../src/train/state/read-run-log';
import {
  type RunLogEntry,
  toLogged,
  toLoggedSingle,
} from '../../../src/train/state/run-log-format';
import { RunLogWriter } from '../../../src/train/state/run-log-writer';
import { end, header, machine, updates } from './entries';

describe('a run log', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-log-'));
    file = join(folder, 'runs', 'a.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function write(...entries: RunLogEntry[]): RunLogWriter {
    const writer = new RunLogWriter(file);
    for (const entry of entries) writer.write(entry);
    writer.close();
    return writer;
  }
  function read(): RunLogReader {
    const reader = new RunLogReader(file);
    reader.read();
    return reader;
  }

  it('is read back, entry by entry', () => {
    write(
      header,
      updates(0, 3),
      { kind: 'validation', epoch: 1, step: 3, values: { loss: 0.5, acc: 'NaN' } },
      { kind: 'metric', step: 3, value: 0.5 },
      { kind: 'change', step: 3, settings: { schedule: { family: 'linear', values: {} } } },
      updates(3, 2),
      end(5, 'finished'),
    );
    const { contents } = read();
    expect(contents.header).toEqual(header);
    expect(contents.steps).toBe(5);
    expect(contents.columns.get('loss')).toEqual([0, 10, 20, 30, 40]);
    expect(contents.validation).toMatchObject([
      { epoch: 1, step: 3, values: { loss: 0.5, acc: 'NaN' } },
    ]);
    expect(contents.metrics).toMatchObject([{ step: 3, value: 0.5 }]);
    expect(contents.settings).toEqual({
      ...header.settings,
      schedule: { family: 'linear', values: {} },
    });
    expect(contents.end?.status).toBe('finished');
    expect(contents.elapsed).toBe(9);
  });

  it('says each step once after it was resumed, and forgets what was done again', () => {
    write(
      header,
      updates(0, 4),
      { kind: 'validation', epoch: 1, step: 4, values: { loss: 1 } },
      updates(4, 3),
      { kind: 'validation', epoch: 2, step: 7, values: { loss: 2 } },
      end(7, 'interrupted'),
      { kind: 'resume', step: 4, lines: 2, elapsed: 4, training: 3, resumed: '', machine },
      { kind: 'validation', epoch: 1, step: 4, values: { loss: 3 } },
      updates(4, 1),
    );
    const { contents } = read();
    expect(contents.columns.get('loss')).toEqual([0, 10, 20, 30, 40]);
    expect(contents.validation.map(({ values }) => values)).toEqual([{ loss: 3 }]);
    expect(contents.end).toBeUndefined();
    expect(contents.resumed).toEqual([4]);
  });

  it('can be torn anywhere: the lines before are read, and it is mended when it goes on', () => {
    const entries = [header, updates(0, 3), updates(3, 2)];
    write(...entries);
    const whole = readFileSync(file);
    for (let size = 0; size <= whole.length; size += 3) {
      writeFileSync(file, whole.subarray(0, size));
      const before = read();
      const lines = whole.subarray(0, size).toString().split('\n').length - 1;
      expect(before.contents.lines).toBe(lines);
      const writer = new RunLogWriter(file, lines, before.size);
      for (const entry of entries.slice(lines)) writer.write(entry);
      writer.close();
      expect(readFileSync(file).equals(whole)).toBe(true);
    }
  });

  it('whose last line is no JSON is as good as torn; a damaged line that others follow is an error', () => {
    write(header, updates(0, 3));
    appendFileSync(file, '{"kind":"upd\u0000\u0000\n');
    expect(read().contents.steps).toBe(3);
    appendFileSync(file, `${JSON.stringify(updates(3, 1))}\n`);
    expect(read).toThrow(/^Cannot read .*a\.jsonl: line 3 is damaged$/);
  });

  it('with a hole is an error that says where', () => {
    write(header, updates(0, 3), updates(5, 1));
    expect(read).toThrow(/a\.jsonl: line 3 goes on at step 5 after 3 steps$/);
  });

  it('of another kind or a newer version is refused by a sentence', () => {
    write({ ...header, version: 2 });
    expect(read).toThrow(
      /a\.jsonl: it was written by a newer version of anneal, in format 2; this one reads format 1$/,
    );
    writeFileSync(file, '{"kind":"something else"}\n');
    expect(read).toThrow(/a\.jsonl: it is no run log$/);
    rmSync(file);
    expect(read).toThrow(/^Cannot read .*a\.jsonl: there is no such file \(ENOENT\)$/);
  });

  it('passes over entries of kinds that are not known', () => {
    write(header, { kind: 'weather', sun: true } as never, updates(0, 1));
    expect(read().contents.steps).toBe(1);
  });

  it('is read while it is written, line by line', () => {
    const writer = new RunLogWriter(file);
    writer.write(header);
    const reader = read();
    expect(reader.read()).toBe(false);
    writer.write(updates(0, 3));
    expect(reader.read()).toBe(true);
    appendFileSync(file, '{"kind":"updates","st');
    expect(reader.read()).toBe(false);
    writer.write(updates(3, 3));
    expect(reader.read()).toBe(true);
    expect(reader.contents.steps).toBe(6);
    writer.close();
  });

  it('keeps every number', () => {
    const numbers = [0, -0, 1 / 3, 5e-324, 1e300, Number.NaN, Number.POSITIVE_INFINITY, -Infinity];
    for (const number of numbers) {
      const single = Math.fround(number);
      expect(Number(JSON.parse(JSON.stringify(toLogged(number))))).toBe(number);
      expect(Math.fround(Number(toLoggedSingle(single)))).toBe(single);
    }
    const bits = new Uint32Array(1);
    const single = new Float32Array(bits.buffer);
    for (let i = 0; i < 100_000; i++) {
      bits[0] = Math.imul(i, 0x9e3779b1);
      const [value] = single;
      expect(Object.is(Math.fround(Number(toLoggedSingle(value as number))), value)).toBe(true);
    }
  });

  it('loses nothing when a line cannot be written whole', () => {
    const writer = write(header, updates(0, 3));
    truncateSync(file, readFileSync(file).length);
    expect(() => writer.write(updates(3, 1))).toThrow(/^Cannot write .*a\.jsonl: .*\(EBADF\)$/);
    expect(read().contents.steps).toBe(3);
  });
});
