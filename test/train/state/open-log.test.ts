import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeAtomically } from '../../../src/train/state/atomic-file';
import { encodeCheckpoint } from '../../../src/train/state/checkpoint-file';
import { type Accepted, openLog, type RunFacts } from '../../../src/train/state/open-log';
import type { RunLogEntry } from '../../../src/train/state/run-log-format';
import { end, header, machine, updates } from './entries';

const facts: RunFacts = { settings: header.settings, machine };

describe('openLog()', () => {
  let folder: string;
  let file: string;
  let checkpoint: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'anneal-open-'));
    file = join(folder, 'runs', 'a.jsonl');
    checkpoint = join(folder, 'runs', 'a.checkpoint');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (resume?: Accepted, now = facts) => openLog(file, checkpoint, now, resume);
  async function begin(...entries: RunLogEntry[]): Promise<void> {
    const opened = await open();
    for (const entry of entries) opened.log.write(entry);
    opened.close();
  }
  const save = async (step: number, lines: number) =>
    writeAtomically(
      checkpoint,
      await encodeCheckpoint({
        run: 'run-1',
        moment: { step, lines, elapsed: 1, training: 1 },
        model: [],
        optimizer: { name: 'SGD', iterations: step, slots: {}, tensors: new Map() },
        driver: {},
      }),
    );

  it('begins a log where there is none, in a folder that is made', async () => {
    await begin(header);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(header);
  });

  it('never writes over a file that is something else', async () => {
    await begin();
    for (const text of ['dear diary', 'dear diary\n', '{"kind":"other"}\n']) {
      writeFileSync(file, text);
      for (const resume of [undefined, []]) {
        await expect(open(resume)).rejects.toThrow(
          /^Cannot (read|write) .*a\.jsonl: it is no run log$/,
        );
      }
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it('begins again where nothing was done yet, whatever was torn', async () => {
    await begin(header);
    const whole = readFileSync(file);
    for (let size = 0; size <= whole.length; size += 9) {
      writeFileSync(file, whole.subarray(0, size));
      for (const resume of [undefined, []]) {
        const opened = await open(resume);
        expect(opened.past).toBeUndefined();
        expect(opened.log.lines).toBe(0);
        opened.close();
        writeFileSync(file, whole.subarray(0, size));
      }
    }
  });

  it('does not begin a run in a log that holds one, and says how it stands', async () => {
    await begin(header, updates(0, 3));
    const before = readFileSync(file);
    await expect(open()).rejects.toThrow(
      `Cannot begin a run in ${file}: it holds one already, 3 steps, without an end; give resume: true to go on with it, or log another path`,
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('goes on from the checkpoint', async () => {
    await begin(header, updates(0, 3), updates(3, 3));
    await save(3, 2);
    const { log, past, close } = await open([]);
    expect(log.lines).toBe(3);
    expect(past?.checkpoint.moment.step).toBe(3);
    expect(past?.contents.columns.get('loss')).toEqual([0, 10, 20]);
    expect(past).toMatchObject({ isNewest: true, changes: {}, ended: undefined, warnings: [] });
    close();
  });

  it('refuses other settings by name, unless they are accepted', async () => {
    await begin(header, updates(0, 3));
    await save(3, 2);
    const settings = { ...facts.settings, epochs: 4, warm: 1 };
    await expect(open([], { ...facts, settings })).rejects.toThrow(
      `Cannot resume ${file}: it was begun with epochs 2 and warm not given, and now it is epochs 4 and warm 1; make it as it was, or give resume: { accept: ['epochs', 'warm'] } to go on with what it is now, or log another path`,
    );
    await expect(open(['epochs'], { ...facts, settings })).rejects.toThrow("{ accept: ['warm'] }");
    const { past, close } = await open(['epochs', 'warm'], { ...facts, settings });
    expect(past?.changes).toEqual({ epochs: 4, warm: 1 });
    close();
  });

  it('warns of a machine on which the last bits will differ', async () => {
    await begin(header, updates(0, 3));
    await save(3, 2);
    const opened = await open([], { ...facts, machine: { ...machine, cores: 1 } });
    expect(opened.past?.warnings).toEqual([
      `${file} goes on with cores 1 instead of 2: the run will not be bit for bit what it would have been there`,
    ]);
    opened.close();
  });

  it('says that there is no checkpoint, or that the log lacks steps', async () => {
    await begin(header, updates(0, 3));
    await expect(open([])).rejects.toThrow(
      `Cannot resume ${file}: it has no checkpoint ${checkpoint}; log another path to begin again`,
    );
    await save(4, 2);
    await expect(open([])).rejects.toThrow(
      `Cannot resume ${file}: it holds 3 steps and its checkpoint ${checkpoint} was taken after 4`,
    );
  });

  it('knows a run that ended, and one that was interrupted', async () => {
    await begin(header, updates(0, 3), end(3, 'finished'));
    await save(3, 2);
    let opened = await open([]);
    expect(opened.past?.ended).toMatchObject({ status: 'finished', step: 3 });
    opened.log.write({
      kind: 'resume',
      step: 3,
      lines: 2,
      elapsed: 1,
      training: 1,
      resumed: '',
      machine,
    });
    opened.log.write(end(3, 'interrupted'));
    opened.close();
    opened = await open([]);
    expect(opened.past?.ended).toBeUndefined();
    opened.close();
  });
});
