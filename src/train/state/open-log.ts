import { closeSync, existsSync, mkdirSync, openSync, readSync } from 'node:fs';
import { dirname } from 'node:path';
import { isWritten } from './atomic-file';
import { type Checkpoint, type FoundCheckpoint, readCheckpoint } from './checkpoint-file';
import { fileError } from './file-error';
import { takeLock } from './lock';
import { type MachineFacts, machineDifference } from './machine';
import { RunLogReader } from './read-run-log';
import type { RunLogContents } from './run-log-contents';
import type { ChangeEntry, EndEntry, RunSettings } from './run-log-format';
import { RunLogWriter } from './run-log-writer';
import { changedSettings, settingsText } from './settings';

/** What a fit says of itself before its first update. */
export interface RunFacts {
  readonly settings: RunSettings;
  readonly machine: MachineFacts;
}

/** What a run that goes on begins with. */
export interface Past {
  /** The log up to the checkpoint. */
  readonly contents: RunLogContents;
  readonly checkpoint: Checkpoint;
  /** Whether the newest checkpoint is the one that is used. */
  readonly isNewest: boolean;
  /** Settings that are others from here on. */
  readonly changes: RunSettings;
  /** What it was steered to after the checkpoint: it will be again, at the same steps. */
  readonly repeated: readonly ChangeEntry[];
  /** How the run ended, when there is nothing left to do. */
  readonly ended: EndEntry | undefined;
  /** Sentences that the user should know. */
  readonly warnings: readonly string[];
}

/** A log that may be written, by nobody else. */
export interface OpenLog {
  readonly log: RunLogWriter;
  readonly past?: Past;
  /** Whether another fit of this process has taken it over: nothing may be written any more. */
  readonly isLost: () => boolean;
  /** Closes it, and lets others write it. */
  close(): void;
}

/** Names of the settings that may be others than before; none when `undefined`. */
export type Accepted = readonly string[];

/**
 * Opens the log of a run: to begin one, or with `resume` to go on with the one it holds.
 *
 * @param resume Whether a run that the log holds goes on, and with which changes.
 * @throws Error that names the file: when it holds a run and `resume` is not given, when the settings
 * are others than those of its run, when it cannot be read or written.
 */
export async function openLog(
  file: string,
  checkpointFile: string,
  facts: RunFacts,
  resume: Accepted | undefined,
): Promise<OpenLog> {
  makeFolder(file);
  let isLost = false;
  const release = takeLock(file, () => {
    isLost = true;
  });
  try {
    // of a fit that was torn down in this process
    await isWritten(checkpointFile);
    const reader = readExisting(file);
    const past = reader && pastOf(reader, checkpointFile, facts, resume);
    const log = past
      ? new RunLogWriter(file, reader?.contents.lines, reader?.size)
      : new RunLogWriter(file);
    return {
      log,
      ...(past && { past }),
      isLost: () => isLost,
      close() {
        log.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The log, when there is one. @throws Error when the file is something else: it is not written over. */
function readExisting(file: string): RunLogReader | undefined {
  if (!existsSync(file)) return undefined;
  const reader = new RunLogReader(file);
  reader.read();
  if (reader.contents.header) return reader;
  const begin = beginOf(file);
  if (!HEADER.startsWith(begin)) throw fileError('write', file, new Error('it is no run log'));
  return undefined;
}

/** What the first line of every log begins with. */
const HEADER = '{"kind":"run",';

function beginOf(file: string): string {
  const bytes = Buffer.alloc(HEADER.length);
  const descriptor = openSync(file, 'r');
  try {
    return bytes.toString('utf8', 0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

function pastOf(
  { file, contents }: RunLogReader,
  checkpointFile: string,
  facts: RunFacts,
  accepted: Accepted | undefined,
): Past | undefined {
  const found = readCheckpoint(checkpointFile, contents.header?.id ?? '');
  if (!found && contents.steps === 0) return undefined;
  if (!accepted) {
    throw new Error(
      `Cannot begin a run in ${file}: it holds one already, ${contents.progress}; give resume: true to go on with it, or log another path`,
    );
  }
  if (!found) {
    throw new Error(
      `Cannot resume ${file}: it has no checkpoint ${checkpointFile}; log another path to begin again`,
    );
  }
  return goOn(file, contents, found, facts, accepted);
}

function goOn(
  file: string,
  contents: RunLogContents,
  found: FoundCheckpoint,
  facts: RunFacts,
  accepted: Accepted,
): Past {
  const { checkpoint } = found;
  if (contents.steps < checkpoint.moment.step) {
    throw new Error(
      `Cannot resume ${file}: it holds ${contents.steps} steps and its checkpoint ${found.file} was taken after ${checkpoint.moment.step}`,
    );
  }
  const { machine } = contents;
  const ended = endOf(contents, checkpoint);
  const { steered } = contents;
  if (!ended) contents.rewind(checkpoint.moment);
  const changed = changedSettings(contents.settings, facts.settings).filter(
    (name) => name !== 'schedule' || !isSteeredTo(steered, facts.settings),
  );
  if (ended && changed.length > 0) contents.rewind(checkpoint.moment);
  const refused = changed.filter((name) => !accepted.includes(name));
  if (refused.length > 0) {
    const names = refused.map((name) => `'${name}'`).join(', ');
    throw new Error(
      `Cannot resume ${file}: it was begun with ${settingsText(contents.settings, refused)}, and now it is ${settingsText(facts.settings, refused)}; make it as it was, or give resume: { accept: [${names}] } to go on with what it is now, or log another path`,
    );
  }
  // who asks for another schedule does not mean what the one before was steered to
  const isAnother = changed.includes('schedule');
  const repeated = isAnother ? [] : steered.filter((one) => !contents.steered.includes(one));
  contents.steered = isAnother ? [] : steered;
  const difference = machine && machineDifference(machine, facts.machine);
  const warnings = [
    ...(found.warning ? [found.warning] : []),
    ...(difference
      ? [
          `${file} goes on with ${difference}: the run will not be bit for bit what it would have been there`,
        ]
      : []),
  ];
  return {
    contents,
    checkpoint,
    isNewest: found.isNewest,
    changes: Object.fromEntries(changed.map((name) => [name, facts.settings[name]])),
    repeated,
    ended: changed.length > 0 ? undefined : ended,
    warnings,
  };
}

/** Whether the schedule that is asked for is the one that the run was steered to last. */
function isSteeredTo(steered: readonly ChangeEntry[], { schedule }: RunSettings): boolean {
  const last = steered.at(-1);
  return last !== undefined && changedSettings(last.settings, { schedule }).length === 0;
}

/** How the run ended, if there is nothing left to do. A run that diverged would do so again. */
function endOf({ end }: RunLogContents, { moment: { step } }: Checkpoint): EndEntry | undefined {
  if (end?.status === 'diverged') return end;
  const isOver = end?.status === 'finished' || end?.status === 'stopped';
  return isOver && end.step === step ? end : undefined;
}

function makeFolder(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw fileError('write', file, error);
  }
}
