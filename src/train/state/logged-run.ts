import { setTimeout as pause } from 'node:timers/promises';
import { fromSpec, type HyperSpec, hyperFromSpec, type Spec } from '../../schedule';
import { Rates } from '../rates';
import { Run } from '../run';
import { fileError } from './file-error';
import { fillRun } from './fill-run';
import { holderOf } from './lock';
import { RunLogReader } from './read-run-log';
import { fromLogged, type RunLogHeader, type RunSettings } from './run-log-format';

/** Time between two looks at a log that is followed, in milliseconds. */
const LOOK = 250;

/** A run as its log tells it: like what `fit` returned, or will return. */
export interface LoggedRun extends Run {
  /** The log it was read from. */
  readonly file: string;
  /** What it was asked for, when it began, and on which machine. */
  readonly header: RunLogHeader;
  /** Settings that were others when it went on, each with the first step that had them. */
  readonly accepted: readonly { readonly step: number; readonly settings: RunSettings }[];
}

/**
 * Reads the log of a run: one that has ended, one that another process trains now, or one whose
 * process was killed. `show` draws it like the run that `fit` returns.
 *
 * @throws Error that names the file: when it cannot be read, is no run log, was written by a newer
 * version, or is damaged before its last line. A last line that was torn is passed over.
 * @example
 * show(readRunLog('runs/a.jsonl'));
 */
export function readRunLog(file: string): LoggedRun {
  const reader = new RunLogReader(file);
  reader.read();
  return loggedRun(reader);
}

/**
 * Follows a log while another process writes it: gives the run each time there is more of it, until it
 * has ended or its process has. Looks four times a second.
 *
 * @param options `signal` ends it.
 * @throws Error as {@link readRunLog} does.
 * @example
 * for await (const run of followRunLog('runs/a.jsonl')) console.log(run.steps, run.history.loss.at(-1));
 */
export async function* followRunLog(
  file: string,
  { signal }: { readonly signal?: AbortSignal } = {},
): AsyncGenerator<LoggedRun, void> {
  const reader = new RunLogReader(file);
  for (let first = true; !signal?.aborted; first = false) {
    // who writes it is asked first: what is written after the question is read by it
    const isWritten = holderOf(file) !== undefined;
    const isMore = reader.read() || first || !isWritten;
    const isBegun = reader.contents.header !== undefined || !isWritten;
    if (isMore && isBegun) yield loggedRun(reader);
    if (!isWritten) return;
    await pause(LOOK, undefined, signal && { signal }).catch(() => {});
  }
}

function loggedRun({ file, contents }: RunLogReader): LoggedRun {
  const { header, end, plan, metrics } = contents;
  if (!header) throw fileError('read', file, new Error('it is no run log, or an empty one'));
  const rates = new Rates(ratesOf(contents.schedule), plan);
  rates.restore(
    {
      metrics: metrics.map(({ value }) => fromLogged(value)),
      steps: metrics.map(({ step }) => step),
    },
    rates.factor,
  );
  const { schedule, hyper, planned } = rates;
  const [, ...columns] = contents.columns.keys();
  const run = new Run({ schedule, hyper, plan, columns, title: header.title }, planned);
  fillRun(run, contents);
  run.warnings.push(...new Set(contents.warnings.map(({ text }) => text)));
  if (end) run.end(end.status, end.reason);
  else if (holderOf(file) === undefined) {
    run.end('interrupted', 'the process that trained it ended before it did');
  }
  if (run.changes.length > 0) run.planned = run.course;
  const accepted = contents.changes.map(({ step, settings }) => ({ step, settings }));
  return Object.assign(run, { file, header, accepted });
}

function ratesOf(spec: unknown) {
  return typeof spec === 'object' && spec !== null && 'hyper' in spec
    ? hyperFromSpec(spec as HyperSpec)
    : fromSpec(spec as Spec);
}
