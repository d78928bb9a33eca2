import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../src/train/state/atomic-file';
import {
  type Checkpoint,
  decodeCheckpoint,
  encodeCheckpoint,
  previousOf,
  readCheckpoint,
} from '../../../src/train/state/checkpoint-file';
import { decodeSafetensors, encodeSafetensors } from '../../../src/train/state/safetensors';

const hostile = [0, -0, Number.NaN, Number.POSITIVE_INFINITY, 5e-324, 1 / 3];

function checkpoint(step: number, run = 'run-1'): Checkpoint {
  return {
    run,
    moment: { step, lines: 2, elapsed: 1.5, training: 0.1 },
    model: [
      { name: 'dense/kernel', shape: [2, 3], values: Float32Array.from(hostile) },
      { name: 'flags', shape: [3], values: Uint8Array.from([1, 0, 1]) },
      { name: 'dense/kernel', shape: [], values: Float32Array.of(step) },
    ],
    optimizer: {
      name: 'Adam',
      iterations: step,
      slots: { accumulatedFirstMoment: ['dense/kernel/m'], accumulatedSecondMoment: [] },
      tensors: new Map([
        ['accBeta1', { shape: [], values: Float32Array.of(0.9) }],
        ['accumulatedFirstMoment.0', { shape: [2], values: Float32Array.of(1, 2) }],
      ]),
    },
    driver: {
      step,
      best: { loss: Number.POSITIVE_INFINITY, weights: [Float32Array.of(7, 8)] },
      metrics: hostile,
      order: Int32Array.of(3, 1, 2),
      none: null,
      text: 'a "quoted" line\n',
    },
  };
}

describe('a checkpoint', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-checkpoint-'));
    file = join(folder, 'a.checkpoint');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = async (step: number, run?: string) =>
    writeAtomically(file, await encodeCheckpoint(checkpoint(step, run)), previousOf(file));
  /** Why a file cannot be read. */
  const complaint = (bytes: Uint8Array): string => {
    try {
      decodeCheckpoint(bytes);
      return 'none';
    } catch (error) {
      return (error as Error).message;
    }
  };

  it('is read back bit for bit', async () => {
    const bytes = Buffer.concat(await encodeCheckpoint(checkpoint(30)));
    expect(decodeCheckpoint(bytes)).toEqual(checkpoint(30));
  });

  it('is a file of safetensors whose numbers lie where their width divides the place', async () => {
    const bytes = Buffer.concat(
      await encodeSafetensors({
        metadata: { note: 'a' },
        tensors: new Map([
          ['small', { shape: [1], values: Uint8Array.of(1) }],
          ['wide', { shape: [2], values: Float64Array.of(1, 2) }],
        ]),
      }),
    );
    const length = Number(bytes.readBigUInt64LE());
    expect(length % 8).toBe(0);
    const { __metadata__, ...tensors } = JSON.parse(bytes.toString('utf8', 8, 8 + length));
    expect(__metadata__).toEqual({ note: 'a', checksum: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(tensors).toEqual({
      wide: { dtype: 'F64', shape: [2], data_offsets: [0, 16] },
      small: { dtype: 'U8', shape: [1], data_offsets: [16, 17] },
    });
    expect(bytes.length).toBe(8 + length + 17);
    expect(decodeSafetensors(bytes).tensors.get('wide')?.values).toEqual(Float64Array.of(1, 2));
  });

  it('that is cut short anywhere is refused', async () => {
    const bytes = Buffer.concat(await encodeCheckpoint(checkpoint(30)));
    for (let length = 0; length < bytes.length; length++) {
      expect(complaint(bytes.subarray(0, length))).toMatch(/^it is cut short: \d+ bytes/);
    }
    expect(complaint(Buffer.concat([bytes, Buffer.of(0)]))).toMatch(/^it is too long/);
  });

  it('of which one bit has changed is refused', async () => {
    const bytes = Buffer.concat(await encodeCheckpoint(checkpoint(30)));
    for (let place = 0; place < bytes.length; place++) {
      const damaged = Buffer.from(bytes);
      damaged[place] = (bytes[place] as number) ^ (1 << (place % 8));
      // spaces between header and numbers mean nothing
      if (complaint(damaged) !== 'none') continue;
      expect(bytes.toString('utf8', place - 1, place + 1)).toMatch(/^[ }] $/);
    }
  });

  it('that is no checkpoint, or a newer one, is refused by a sentence', async () => {
    expect(complaint(Buffer.from('no header, just some text'))).toMatch(/^it is cut short/);
    const other = await encodeSafetensors({ tensors: new Map(), metadata: {} });
    expect(complaint(Buffer.concat(other))).toBe('it is no checkpoint of a run');
    const newer = await encodeSafetensors({
      tensors: new Map(),
      metadata: { format: 'anneal-checkpoint', version: '2' },
    });
    expect(complaint(Buffer.concat(newer))).toBe(
      'it was written by a newer version of anneal, in format 2; this one reads format 1',
    );
  });

  it('keeps the one before it, and leaves nothing else behind', async () => {
    for (const step of [10, 20, 30]) await write(step);
    expect(readdirSync(folder).sort()).toEqual(['a.checkpoint', 'a.previous.checkpoint']);
    expect(readCheckpoint(file, 'run-1')?.checkpoint.moment.step).toBe(30);
    expect(decodeCheckpoint(readFileSync(previousOf(file))).moment.step).toBe(20);
  });

  it('that is damaged gives way to the one before it, and says so', async () => {
    await write(10);
    await write(20);
    truncateSync(file, 100);
    const found = readCheckpoint(file, 'run-1');
    expect(found?.checkpoint).toEqual(checkpoint(10));
    expect(found?.warning).toMatch(
      /^Cannot read .*a\.checkpoint: it is cut short: 100 bytes; going on from .*a\.previous\.checkpoint, at step 10$/,
    );
    truncateSync(previousOf(file), 50);
    expect(() => readCheckpoint(file, 'run-1')).toThrow(
      /a\.checkpoint: it is cut short.*a\.previous\.checkpoint: it is cut short.*no older checkpoint is left$/,
    );
  });

  it('of another run is not taken for one of this run', async () => {
    await write(10, 'run-0');
    expect(readCheckpoint(file, 'run-1')).toBeUndefined();
    await write(5, 'run-1');
    truncateSync(file, 100);
    expect(() => readCheckpoint(file, 'run-1')).toThrow('no older checkpoint is left');
  });

  it('is found when the process was killed between its two renames', async () => {
    await write(10);
    await write(20);
    rmSync(file);
    writeFileSync(`${file}.tmp`, 'half of step 30');
    expect(readCheckpoint(file, 'run-1')?.checkpoint.moment.step).toBe(10);
    await write(30);
    expect(readCheckpoint(file, 'run-1')?.checkpoint.moment.step).toBe(30);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  it('that cannot be written is an error that names the file', async () => {
    const inside = join(file, 'b.checkpoint');
    writeFileSync(file, 'a file is no folder');
    await expect(writeAtomically(inside, await encodeCheckpoint(checkpoint(1)))).rejects.toThrow(
      /^Cannot write .*a\.checkpoint.b\.checkpoint: /,
    );
  });
});
