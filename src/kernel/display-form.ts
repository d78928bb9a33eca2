import { inspect } from 'node:util';
import type { Bundle } from '../display';

/** How an object says what it looks like: a function that gives values by MIME type, as in Deno's kernel. */
const DISPLAY = Symbol.for('Jupyter.display');

/** What a front end shows for the value of a cell; always with text. */
export function displayForm(value: unknown): Bundle {
  const text = { 'text/plain': inspect(value) };
  const own = (value as { [DISPLAY]?: unknown } | null | undefined)?.[DISPLAY];
  if (typeof own !== 'function') return text;
  const bundle: unknown = own.call(value);
  if (typeof bundle !== 'object' || bundle === null || bundle instanceof Promise) return text;
  return { ...text, ...bundle };
}
