import { inspect } from 'node:util';
import { type CellScripts, isCellFrame } from './cell-scripts';
import { CALLS_CELLS, type Diagnostic } from './tslab';

/** Content of an `error` message. */
export interface CellError {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Why a cell was ended from outside. */
export const INTERRUPTED: CellError = {
  ename: 'Interrupted',
  evalue: 'the cell was interrupted',
  traceback: ['Interrupted: the cell was interrupted'],
};

/** An error for messages of the compiler: each with its place and the line it is about. */
export function compilerError(source: string, diagnostics: readonly Diagnostic[]): CellError {
  const lines = source.split('\n');
  const texts = diagnostics.map(({ fileName, start, messageText }) => {
    const place = `${fileName ? `${fileName} ` : ''}${start.line + 1}:${start.character + 1}`;
    const line = fileName ? undefined : lines[start.line];
    const pointer = line === undefined ? [] : [`  ${line}`, `  ${' '.repeat(start.character)}^`];
    return [`${place} - ${messageText}`, ...pointer].join('\n');
  });
  const evalue = diagnostics.map(({ messageText }) => messageText).join('\n');
  return {
    ename: 'TypeScriptError',
    evalue,
    traceback: ['TypeScript does not accept this cell', ...texts],
  };
}

/**
 * An error for what a cell threw: its name and message, where in which cell, and where in other
 * files, without the frames of the kernel.
 *
 * @param label Execution count of the cell that ends by it.
 */
export function thrownError(
  thrown: unknown,
  scripts: CellScripts,
  label: number | undefined,
): CellError {
  if (!(thrown instanceof Error) && !isErrorLike(thrown)) {
    const text = inspect(thrown);
    return { ename: 'Thrown', evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const { name, message } = thrown;
  const shown = inspectCustom(thrown) ?? `${name}: ${message}`;
  const placesOf = (error: Error): Place[] =>
    shortened(
      framesOf(String(error.stack ?? '')).flatMap((frame) => describeFrame(frame, scripts, label)),
    );
  const places = placesOf(thrown);
  const causes = causesOf(thrown, placesOf, places.map(indented));
  return { ename: name, evalue: message, traceback: [shown, ...places.map(indented), ...causes] };
}

/** Most places in cells, from where it was thrown and from where it began, and in what they called. */
const FRAMES = { inner: 4, outer: 1, others: 2 };

/** Where it was thrown, and the cells on the way there: what a library does in between says little. */
function shortened(places: readonly Place[]): Place[] {
  const cells = places.filter(({ inCell }) => inCell);
  const others = places.filter(({ inCell }) => !inCell);
  const kept = new Set([
    ...cells.slice(0, FRAMES.inner),
    ...cells.slice(-FRAMES.outer),
    ...others.slice(0, FRAMES.others),
  ]);
  return places.filter((place) => kept.has(place));
}

const indented = ({ text }: Place): string => `    ${text}`;

function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value;
}

/** The text that an error chose for itself. */
function inspectCustom(error: Error): string | undefined {
  return inspect.custom in error ? inspect(error) : undefined;
}

/** Most causes that are followed, each of the one before. */
const CAUSES = 4;

/** What an error came of and where that was thrown, as far as it says more than the lines that were told already. */
function causesOf(
  { cause, message }: Error,
  placesOf: (error: Error) => readonly Place[],
  told: readonly string[],
  most = CAUSES,
): string[] {
  if (cause === undefined || most === 0) return [];
  if (!isErrorLike(cause)) return [`caused by ${firstLine(inspect(cause, { depth: 1 }))}`];
  const isNew = !String(message).includes(cause.message);
  const places = placesOf(cause).filter((place) => !told.includes(indented(place)));
  const lines =
    isNew || places.some(({ inCell }) => inCell)
      ? [`caused by ${firstLine(`${nameOf(cause)}: ${cause.message}`)}`, ...places.map(indented)]
      : [];
  return [...lines, ...causesOf(cause, placesOf, [...told, ...lines], most - 1)];
}

const firstLine = (text: string): string => text.split('\n', 1)[0] as string;

/** A class that gives its errors no name has one itself. */
const nameOf = (error: Error): string =>
  error.name === 'Error' ? (error.constructor?.name ?? error.name) : error.name;

/** The lines of a stack that are of interest to who wrote the cell. */
function framesOf(stack: string): string[] {
  const frames = stack
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
  // behind the first cell the kernel called it; before the last it helped a library on the way
  const last = frames.map(isCellFrame).lastIndexOf(true);
  const end = frames.findIndex((frame, index) => index > last && isKernelFrame(frame));
  return frames
    .slice(0, end < 0 ? frames.length : end)
    .filter((frame) => isCellFrame(frame) || !(isKernelFrame(frame) || INTERNAL.test(frame)));
}

const KERNEL = /[\\/]dist[\\/]kernel[\\/][\w-]+\.js|\(?node:(vm|async_hooks)/;
const isKernelFrame = (frame: string): boolean => KERNEL.test(frame) || CALLS_CELLS.test(frame);
const INTERNAL = /\(?node:internal/;

/** A line of the traceback. */
interface Place {
  readonly text: string;
  readonly inCell: boolean;
}

/** The place that a frame names; none for what the kernel wraps around a cell. */
function describeFrame(frame: string, scripts: CellScripts, label: number | undefined): Place[] {
  if (!isCellFrame(frame)) return [{ text: scripts.inModule(frame), inCell: false }];
  const place = scripts.find(frame);
  if (!place) return [];
  const cell = place.label === label ? 'this cell' : `cell [${place.label}]`;
  return [{ text: `at line ${place.line} of ${cell}: ${place.text}`, inCell: true }];
}
