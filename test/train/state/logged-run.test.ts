import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chartOf } from '../../../src/notebook/chart-of';
import { cosine } from '../../../src/schedule';
import { Run } from '../../../src/train';
import { takeLock } from '../../../src/train/state/lock';
import { followRunLog, readRunLog } from '../../../src/train/state/logged-run';
import type { RunLogEntry } from '../../../src/train/state/run-log-format';
import { end, header, machine, plan, updates } from './entries';

describe('readRunLog()', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-read-'));
    file = join(folder, 'a.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (...entries: RunLogEntry[]) => {
    for (const entry of entries) appendFileSync(file, `${JSON.stringify(entry)}\n`);
  };

  it('gives the run that was trained, which show can draw', () => {
    write(
      header,
      updates(0, 4),
      { kind: 'validation', epoch: 1, step: 4, values: { loss: 0.5, acc: 'NaN' } },
      updates(4, 4),
      end(8, 'finished'),
    );
    const run = readRunLog(file);
    expect(run).toBeInstanceOf(Run);
    expect(run).toMatchObject({ title: 'a run', status: 'finished', steps: 8, plan, file });
    expect(run.elapsedSeconds).toBe(9);
    expect([...run.history.loss]).toEqual([0, 10, 20, 30, 40, 50, 60, 70]);
    expect(Object.keys(run.history)).toEqual(['step', 'lr', 'loss', 'acc']);
    expect(run.validation).toEqual([
      { epoch: 1, step: 4, loss: 0.5, metrics: { acc: Number.NaN } },
    ]);
    const steps = Array.from(run.history.step);
    const schedule = cosine({ peak: 0.1 }).withPlan(plan);
    expect(steps.map(run.planned)).toEqual(steps.map(schedule));
    expect(chartOf(run)).toMatchObject({ title: 'a run', progress: 1 });
  });

  it('tells a run that is trained from one whose process was killed', () => {
    write(header, updates(0, 4));
    expect(readRunLog(file)).toMatchObject({
      status: 'interrupted',
      stopReason: 'the process that trained it ended before it did',
    });
    const release = takeLock(file, () => {});
    expect(readRunLog(file).status).toBe('running');
    release();
  });

  it('tells which settings were changed on the way, and shows the last schedule', () => {
    const schedule = cosine({ peak: 0.7 }).spec;
    write(header, updates(0, 4));
    write({ kind: 'resume', step: 4, lines: 2, elapsed: 4, training: 4, resumed: '', machine });
    write({ kind: 'change', step: 4, settings: { schedule } });
    const run = readRunLog(file);
    expect(run.accepted).toEqual([{ step: 4, settings: { schedule } }]);
    expect(run.resumedAt).toEqual([4]);
    expect(run.planned(0)).toBe(0.7);
  });

  it('names a file that holds no run', () => {
    appendFileSync(file, '');
    expect(() => readRunLog(file)).toThrow(
      `Cannot read ${file}: it is no run log, or an empty one`,
    );
  });

  it('follows a run while it is written, to its end', async () => {
    const release = takeLock(file, () => {});
    write(header);
    const seen: number[] = [];
    for await (const run of followRunLog(file)) {
      seen.push(run.steps);
      if (run.steps === 0) write(updates(0, 2));
      else if (run.steps === 2) {
        write(updates(2, 6), end(8, 'finished'));
        release();
      } else expect(run.status).toBe('finished');
    }
    expect(seen).toEqual([0, 2, 8]);
  });

  it('stops following when it is told to', async () => {
    const release = takeLock(file, () => {});
    const stop = new AbortController();
    write(header);
    for await (const run of followRunLog(file, { signal: stop.signal })) {
      expect(run.status).toBe('running');
      stop.abort();
    }
    release();
  });
});
