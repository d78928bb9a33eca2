import { inspect } from 'node:util';
import type { Diagnostic } from './tslab';

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
 * An error for what a cell threw: its name and message, where in the cell, and where in other
 * files, without the frames of the kernel.
 *
 * @param emitted The JavaScript that ran; its lines are found again in the source by what they say.
 */
export function thrownError(
  thrown: unknown,
  source: string,
  emitted: string | undefined,
): CellError {
  if (!(thrown instanceof Error) && !isErrorLike(thrown)) {
    const text = inspect(thrown);
    return { ename: 'Thrown', evalue: text, traceback: [`Thrown: ${text}`] };
  }
  const { name, message } = thrown;
  const frames = framesOf(String(thrown.stack ?? ''));
  const places = frames.flatMap((frame) => describeFrame(frame, source, emitted));
  const shown = inspectCustom(thrown) ?? `${name}: ${message}`;
  return {
    ename: name,
    evalue: message,
    traceback: [shown, ...places.slice(0, 5), ...causeOf(thrown)],
  };
}

function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'stack' in value && 'message' in value;
}

/** The text that an error chose for itself. */
function inspectCustom(error: Error): string | undefined {
  return inspect.custom in error ? inspect(error) : undefined;
}

function causeOf({ cause }: Error): string[] {
  return cause === undefined ? [] : [`caused by ${inspect(cause, { depth: 1 }).split('\n')[0]}`];
}

interface Frame {
  readonly text: string;
  /** 1-based line of the emitted cell; absent for other files. */
  readonly line?: number;
}

/** Frames of the user's own code and of packages, up to the first one of the kernel. */
function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const line of stack.split('\n').slice(1)) {
    const text = line.trim();
    if (!text.startsWith('at ')) continue;
    if (/[\\/]dist[\\/](executor|kernel[\\/]\w+)\.js|\(?node:(vm|async_hooks)/.test(text)) break;
    const cell = /evalmachine\.<anonymous>:(\d+)/.exec(text);
    if (cell) frames.push({ text, line: Number(cell[1]) });
    else if (!/\(?node:internal/.test(text)) frames.push({ text });
  }
  return frames;
}

/** A frame as a line of the traceback; none for what the kernel wraps around a cell. */
function describeFrame(
  { text, line }: Frame,
  source: string,
  emitted: string | undefined,
): string[] {
  if (line === undefined) return [`    ${text}`];
  const at = emitted === undefined ? undefined : sourceLine(source, emitted, line);
  if (at === undefined) return [];
  return [`    at line ${at + 1} of this cell: ${source.split('\n')[at]?.trim()}`];
}

/**
 * The 0-based line of a cell that a line of its JavaScript comes from. The compiler gives no map, but
 * it writes lines in order and nearly as they were: the line that says the same is taken, the nearest
 * one below when several do.
 */
export function sourceLine(source: string, emitted: string, line: number): number | undefined {
  const wanted = essence(emitted.split('\n')[line - 1] ?? '');
  if (wanted === '') return undefined;
  const lines = source.split('\n').map(essence);
  const candidates = lines.flatMap((text, index) =>
    text !== '' && (text === wanted || text.includes(wanted) || wanted.includes(text))
      ? [index]
      : [],
  );
  // of lines that say the same, the one as many of them into the source as into the JavaScript
  const before = emitted
    .split('\n')
    .slice(0, line - 1)
    .map(essence)
    .filter((text) => text === wanted).length;
  const exact = candidates.filter((index) => lines[index] === wanted);
  return exact[Math.min(before, exact.length - 1)] ?? longest(candidates, lines);
}

function longest(candidates: readonly number[], lines: readonly string[]): number | undefined {
  return [...candidates].sort((a, b) => (lines[b]?.length ?? 0) - (lines[a]?.length ?? 0))[0];
}

/** What a line says, without what the compiler adds and takes away. */
function essence(line: string): string {
  return line
    .replace(/\bexports\.(\w+) = /g, '$1=')
    .replace(/\bexports\./g, '')
    .replace(/\(0, ([\w.]+)\)/g, '$1')
    .replace(/\b(const|let|var|async|as \w+)\b/g, '')
    .replace(/\b\w+_\d+\./g, '')
    .replace(/[\s;'"`()]/g, '');
}
