import type { Every } from './every';

/** How often the weights, and all else that the next update depends on, are written to the disk. */
export interface CheckpointOptions {
  /** In updates, or with a unit: `'1ep'`, `'500ba'`, `'5%'`, `'30s'`; `'30s'` when left out. */
  readonly every?: Every;
}

/** How a run that a log holds goes on. */
export interface ResumeOptions {
  /** Names of settings that may be others than before, such as `['schedule', 'epochs']`. */
  readonly accept?: readonly string[];
}

/** Where a run is written, and whether it goes on from there. */
export interface LogOptions {
  /**
   * File of the run log, such as `'runs/a.jsonl'`; its folder is made. Checkpoints lie beside it, as
   * `runs/a.checkpoint.safetensors`. A file that holds a run already is not written over.
   */
  readonly log?: string;
  /** How often a checkpoint is written, besides the first and the last moment; `false` for never. */
  readonly checkpoint?: CheckpointOptions | false;
  /**
   * Whether the run that the log holds goes on from its last checkpoint, to end in the same bits as if
   * it had never been stopped; a log that holds none begins one. So the same cell, run again after
   * its kernel died, goes on. Settings must be what they were, but for those accepted by name.
   */
  readonly resume?: boolean | ResumeOptions;
}

/** Names of the options of a log. */
export const LOG_OPTIONS = [
  'log',
  'checkpoint',
  'resume',
] as const satisfies readonly (keyof LogOptions)[];

/** The options of a run that has a log, checked. */
export interface CheckedLogOptions {
  readonly log: string;
  readonly checkpoint: CheckpointOptions | false;
  /** Settings that may have changed; left out when no run may go on. */
  readonly accept?: readonly string[];
}

/** @throws TypeError naming the option that will not do. */
export function checkLogOptions(options: LogOptions): CheckedLogOptions | undefined {
  const { log, checkpoint = {}, resume = false } = options;
  if (log === undefined) {
    const [name] = (['checkpoint', 'resume'] as const).filter((one) => options[one]);
    if (name === undefined) return undefined;
    throw new TypeError(
      `Cannot train: ${name} needs a log to lie beside, for example log: 'runs/a.jsonl'`,
    );
  }
  if (typeof log !== 'string' || log === '') {
    throw wrong('log', "the path of a file such as 'runs/a.jsonl'", log);
  }
  if (checkpoint !== false && !isObject(checkpoint)) {
    throw wrong('checkpoint', "false or such as { every: '1ep' }", checkpoint);
  }
  if (typeof resume !== 'boolean' && !isObject(resume)) {
    throw wrong('resume', "true, false or such as { accept: ['epochs'] }", resume);
  }
  const accept = resume === true ? [] : resume && (resume.accept ?? []);
  if (accept && !(Array.isArray(accept) && accept.every((name) => typeof name === 'string'))) {
    throw wrong('resume.accept', "a list of names such as ['epochs']", accept);
  }
  return { log, checkpoint, ...(accept && { accept }) };
}

/** Where the checkpoints of a log lie. */
export function checkpointOf(log: string): string {
  return `${log.replace(/\.[^.\\/]*$/, '')}.checkpoint.safetensors`;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(option: string, allowed: string, given: unknown): TypeError {
  return new TypeError(
    `Cannot train: ${option} must be ${allowed}, got ${JSON.stringify(given) ?? typeof given}`,
  );
}
