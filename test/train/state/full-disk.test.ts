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
      const { error } = await trainings.train('adam', place, limited(limit));
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

  it('ends with an error when the disk is full, and goes on from what was written', async () => {
    const disk = join(folder, 'disk');
    const saved = join(folder, 'saved');
    for (const one of [disk, saved]) mkdirSync(one);
    const { error } = await trainings.train(
      'adam',
      disk,
      smallDisk(join(folder, 'begun'), disk, saved),
    );
    expect(error).toMatch(/Cannot write .*disk\/run\..*: the disk is full \(ENOSPC\)/);
    expect(readRunLog(join(saved, 'run.jsonl')).steps).toBeGreaterThan(0);
    expect(await trainings.train('adam', saved)).toEqual(expected);
  }, 60_000);
});

const limited = (limit: string): string[] => ['sh', '-c', `${limit}; exec "$0" "$@"`];

/** Runs a command with a disk of 32 kB that only it sees: with the files of `from`; `to` gets what is there in the end. */
function smallDisk(from: string, disk: string, to: string): string[] {
  const script = [
    `mount -t tmpfs -o size=32k none ${disk} && cp -r ${from}/. ${disk} || exit`,
    '"$0" "$@"',
    `cp -r ${disk}/. ${to}`,
  ];
  return ['unshare', '--user', '--mount', '--map-root-user', 'sh', '-c', script.join('\n')];
}
