import { recognise } from './remedies.mjs';

/**
 * @typedef {object} FailureParts
 * @property {string} doing What was being done, as it follows "Cannot": `build the library`.
 * @property {string} why
 * @property {string} [remedy] What the reader can do about it.
 * @property {string} [log] File with the whole story.
 * @property {string} [tail] Last lines of that file.
 */

/** A failure a person can act on: what, why, where the log is, what to do. */
export class Failure extends Error {
  /** @param {FailureParts} parts */
  constructor(parts) {
    super(`Cannot ${parts.doing}: ${parts.why}`);
    this.name = 'Failure';
    this.parts = parts;
  }

  /** The lines to print; empty parts are left out. */
  text() {
    const { log, remedy, tail } = this.parts;
    const lines = [this.message];
    if (tail) lines.push(...tail.split('\n').map((line) => `  | ${line}`));
    if (log) lines.push(`  log     ${log}`);
    if (remedy) lines.push(`  remedy  ${remedy}`);
    return lines.join('\n');
  }
}

/**
 * Prints an error for a person: a {@link Failure} or an error of the system as lines to act on, a bug with its stack.
 *
 * @param {unknown} error
 */
export function printFailure(error) {
  console.error(`\n${errorText(error)}`);
}

/** @param {unknown} error */
function errorText(error) {
  if (error instanceof Failure) return error.text();
  if (!(error instanceof Error)) return String(error);
  const known = 'code' in error ? recognise(error.message) : undefined;
  if (!known) return error.stack;
  const { why, remedy } = known;
  return new Failure({ doing: 'go on', why, remedy, tail: error.message }).text();
}
