import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../scripts/setup/failure.mjs';
import { folders } from '../../scripts/setup/paths.mjs';
import { runStep } from '../../scripts/setup/step.mjs';
import { temporaryFolder, write } from './temporary';

type Step = Parameters<typeof runStep>[0];

/** A project with one source and a step that copies it in capitals, through a real child process. */
function project(change: Partial<Step> = {}) {
  const root = temporaryFolder();
  write(root, { 'src/a.txt': 'hello' });
  const where = folders(root);
  const step: Step = {
    id: 'capitals',
    name: 'capitals',
    doing: 'write the capitals',
    inputs: ['src'],
    outputs: ['out'],
    async run({ aside, must }) {
      write(aside, { 'out/marker': '' });
      await must('sh', ['-c', 'tr a-z A-Z < src/a.txt > "$1/out/a.txt"', 'sh', aside]);
    },
    ...change,
  };
  const out = new PassThrough() as unknown as NodeJS.WriteStream;
  const printed = () => String((out as unknown as PassThrough).read() ?? '');
  const failure = async (): Promise<Failure> => {
    const error = await runStep(step, where, { out }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Failure);
    return error as Failure;
  };
  return { root, where, run: () => runStep(step, where, { out }), failure, printed };
}

describe('runStep()', () => {
  it('makes its outputs, says ok with the time, and leaves nothing aside', async () => {
    const { root, where, run, printed } = project();
    expect(await run()).toBe('ok');
    expect(readFileSync(join(root, 'out/a.txt'), 'utf8')).toBe('HELLO');
    expect(printed()).toMatch(/^ {2}capitals +ok \d+\.\d s\n$/);
    expect(readdirSync(where.aside)).toEqual([]);
    expect(existsSync(where.trash)).toBe(false);
  });

  it('is unchanged the second time', async () => {
    const { run, printed } = project();
    await run();
    printed();
    expect(await run()).toBe('unchanged');
    expect(printed()).toMatch(/^ {2}capitals +unchanged\n$/);
  });

  it('runs again when an input changed, and replaces the whole output', async () => {
    const { root, run } = project();
    await run();
    write(root, { 'src/a.txt': 'world', 'out/stale.txt': 'x' });
    expect(await run()).toBe('ok');
    expect(readFileSync(join(root, 'out/a.txt'), 'utf8')).toBe('WORLD');
    expect(existsSync(join(root, 'out/stale.txt'))).toBe(false);
  });

  it.each<[string, (root: string) => void]>([
    ['is missing', (root) => rmSync(join(root, 'out'), { recursive: true })],
    ['was cut', (root) => truncateSync(join(root, 'out/a.txt'), 2)],
    ['lost its stamp', (root) => rmSync(join(root, '.cache/setup/stamps/capitals.json'))],
    [
      'has half a stamp',
      (root) => writeFileSync(join(root, '.cache/setup/stamps/capitals.json'), '{"in'),
    ],
  ])('runs again when its output %s', async (_, damage) => {
    const { root, run } = project();
    await run();
    damage(root);
    expect(await run()).toBe('ok');
    expect(readFileSync(join(root, 'out/a.txt'), 'utf8')).toBe('HELLO');
  });

  it('keeps the old output, no stamp and nothing half-made when it fails', async () => {
    const { root, where, run, failure } = project();
    await run();
    rmSync(join(root, 'src/a.txt'));
    const { parts } = await failure();
    expect(readFileSync(join(root, 'out/a.txt'), 'utf8')).toBe('HELLO');
    expect(readdirSync(where.stamps)).toEqual([]);
    expect(readdirSync(where.aside)).toEqual([]);
    expect(parts.log).toBe('.cache/setup/logs/capitals.log');
    expect(readFileSync(join(root, parts.log ?? ''), 'utf8')).toContain('src/a.txt');
    write(root, { 'src/a.txt': 'again' });
    expect(await run()).toBe('ok');
  });

  it('removes what a tool half-made in place when it fails', async () => {
    const { root, failure } = project({
      inPlace: true,
      run: async ({ must }) => {
        await must('sh', ['-c', 'mkdir out && echo half > out/a.txt && exit 3']);
      },
    });
    await failure();
    expect(existsSync(join(root, 'out'))).toBe(false);
  });

  it.each([
    [
      'npm error code ENOTFOUND',
      'the package registry could not be reached',
      'check the connection',
    ],
    ['OSError: [Errno 28] No space left on device', 'the disk is full', 'free about 2 GB'],
    ['src/a.ts(1,2): error TS2305: no', 'there are type errors', '`npm run check` lists them all'],
  ])('reads the cause out of the log: %s', async (printedByTool, why, remedy) => {
    const { failure } = project({
      run: async ({ must }) => void (await must('sh', ['-c', `echo "${printedByTool}"; exit 1`])),
    });
    const { message, parts } = await failure();
    expect(message).toBe(`Cannot write the capitals: ${why}`);
    expect(parts.remedy).toContain(remedy);
    expect(parts.tail).toBe(printedByTool);
  });

  it('shows the end of the log when it knows no cause', async () => {
    const { failure } = project({
      remedy: 'ask',
      run: async ({ must }) => void (await must('sh', ['-c', 'echo strange >&2; exit 1'])),
    });
    expect((await failure()).text()).toBe(
      [
        'Cannot write the capitals: `sh` failed',
        '  | strange',
        '  log     .cache/setup/logs/capitals.log',
        '  remedy  ask',
      ].join('\n'),
    );
  });

  it('lets a command fail that may, unless the disk is full', async () => {
    const may = (text: string) =>
      project({
        outputs: [],
        run: async ({ may }) => {
          expect(await may('sh', ['-c', `echo ${text}; exit 1`])).toBe(false);
        },
      });
    expect(await may('anything').run()).toBe('ok');
    expect((await may('ENOSPC').failure()).message).toContain('the disk is full');
  });

  it('ends a command that takes too long, with the processes it started', async () => {
    const { failure } = project({
      run: async ({ must }) => void (await must('sh', ['-c', 'sleep 60 | cat'], { limit: 0.2 })),
    });
    expect((await failure()).message).toContain('it took more than 0.2 s');
  });

  it('says what is lost when it settles for less, and tries again next time', async () => {
    const { run, printed } = project({ run: async () => ({ lost: 'no native backend' }) });
    expect(await run()).toBe('settled');
    expect(printed()).toContain('no native backend');
    expect(await run()).toBe('settled');
  });

  it('fails when the outputs are not there after all', async () => {
    const { failure } = project({ run: async () => {} });
    expect((await failure()).message).toContain('out not there after the step');
  });
});
