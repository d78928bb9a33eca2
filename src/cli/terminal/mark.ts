/** How a line is marked: by a symbol, by a word and, where there are colours, by a colour. */
const MARKS = {
  ok: { symbol: '✓', code: 32 },
  warning: { symbol: '!', code: 33 },
  problem: { symbol: '✗', code: 31 },
  none: { symbol: '·', code: 2 },
  other: { symbol: '·', code: 2 },
} as const;

export type Mark = keyof typeof MARKS;

const WIDTH = Math.max(...Object.keys(MARKS).map((word) => word.length));

/** Columns that {@link mark} takes, with the symbol and the blank behind it. */
export const MARK_COLUMNS = WIDTH + 2;

/** Symbol and word, padded so that what follows is aligned. */
export function mark(word: Mark, colour: boolean): string {
  const { symbol, code } = MARKS[word];
  // padded before it is coloured: the codes have a length but no width
  return paint(`${symbol} ${word.padEnd(WIDTH)}`, code, colour);
}

/** Something beside the point. */
export const faint = (text: string, colour: boolean): string => paint(text, 2, colour);

const paint = (text: string, code: number, colour: boolean): string =>
  colour ? `\x1b[${code}m${text}\x1b[0m` : text;
