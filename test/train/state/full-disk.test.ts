import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRunLog } from '../../../src/train/state/logged-run';
import { type Outcome, Trainings } from './trainings';

// a limit of the size of files is a full disk that needs no disk: writes stop in the middle of a line
describe('a run whose log or checkpoint cannot be written', () => {
  let trainings: Trainings;
  let folder: string;
  let expected: Outcome;
  beforeAll(async () => {
    trainings = await Trainings.of(12);
    folder = mkdtempSync(join(tmpdir(), 'anneal-full-'));
    mkdirSync(join(folder, 'begun'));
    await trainings.begin('adam', join(folder, 'begun'));
    copy('begun', 'whole');
    expected = await trainings.train('adam', join(folder, 'whole'));
  }, 60_000);
  afterAll(() => {
    trainings.remove();
    rmSync(folder, { recursive: true });
  });

  const copy = (from: string, to: string): void =>
    cpSync(join(folder, from), join(folder, to), { recursive: true });

  it.each([
    ['log', 'run.jsonl', 'ulimit -f 14'],
    ['checkpoint', 'run.checkpoint.safetensors', 'ulimit -f 6'],
  ])(
    'ends with an error that names the %s, and goes on when there is room',
    async (name, file, limit) => {
      const place = join(folder, name);
      copy('begun', name);
      const before = readdirSync(place).filter((one) => !one.endsWith('.lock'));
      const { error } = await trainings.train('adam', place, limit);
      expect(error).toContain(
        `Cannot write ${join(place, file)}: the file is larger than is allowed (EFBIG)`,
      );
      expect(readdirSync(place)).toEqual(expect.arrayContaining(before));
      expect(readFileSync(join(place, 'run.jsonl'), 'utf8')).toMatch(/\n$/);
      expect(readRunLog(join(place, 'run.jsonl')).steps).toBeGreaterThan(0);
      expect(await trainings.train('adam', place)).toEqual(expected);
    },
    60_000,
  );
});
