import type { At } from './syntax';

/** Characters of the code that a message shows. */
const SHOWN = 60;

/** `line 3, column 5: scheduler = …`, both counted from 1. */
export function lineAndColumn(text: string, from: number, to?: number): string {
  const before = text.slice(0, from).split('\n');
  const line =
    to === undefined ? (text.slice(from).split('\n')[0] as string) : text.slice(from, to);
  const flat = line.replace(/\s+/g, ' ').trim();
  const shown = flat.length > SHOWN ? `${flat.slice(0, SHOWN - 1)}…` : flat;
  return `line ${before.length}, column ${(before.at(-1) as string).length + 1}${shown && `: ${shown}`}`;
}

/** Where an expression stands, for a message. */
export const placeOf = (text: string, at: At | undefined): string =>
  at ? lineAndColumn(text, at.from, at.to) : 'the end';
