/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A text that is not JSON: why, and where it stops being JSON. */
export interface JsonProblem {
  readonly message: string;
  readonly offset: number;
}

const SPACE = /[ \t\n\r]*/y;
const MARK = /[[\]{}:,]/y;
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.])/y;
const ESCAPE = /["\\/bfnrt]|u[\da-fA-F]{4}/y;

/** Where a pattern that must begin at a place ends; −1 when it does not begin there. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** Where a string that begins at a place ends: letter by letter, since a pattern fails on very long ones. */
function endOfString(text: string, at: number): number {
  if (text[at] !== '"') return -1;
  for (let index = at + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x22) return index + 1;
    if (code < 0x20) return -1;
    if (code === 0x5c) {
      const end = endOf(ESCAPE, text, index + 1);
      if (end < 0) return -1;
      index = end - 1;
    }
  }
  return -1;
}

interface Level {
  readonly list: boolean;
  /** Name of the member, or number of the entry, that is being read. */
  key: string | number;
}

/**
 * Goes through JSON text without building it, however deep it is.
 *
 * @param visit Called at the start of every value with its depth and its name, or number, in what holds it.
 * @returns What is wrong with the text, if anything is.
 */
function scan(
  text: string,
  visit: (depth: number, key: string | number, offset: number) => void,
): JsonProblem | undefined {
  const levels: Level[] = [];
  let wants: 'value' | 'key' | 'colon' | 'comma' | 'nothing' = 'value';
  // an empty object or list may end where its first entry would begin
  let opened = false;
  let next = 0;
  for (;;) {
    const offset = endOf(SPACE, text, next);
    if (offset === text.length) {
      return wants === 'nothing' ? undefined : { message: 'the text ends too early', offset };
    }
    const isMark = endOf(MARK, text, offset) > 0;
    const end = isMark
      ? offset + 1
      : Math.max(endOfString(text, offset), endOf(LITERAL, text, offset));
    const mark = isMark ? text[offset] : undefined;
    const word = !isMark && end > 0 ? text.slice(offset, end) : undefined;
    next = end;
    const wrong = (expected: string): JsonProblem => ({
      message: `${expected} was expected, found ${JSON.stringify(text.slice(offset, offset + 12))}`,
      offset,
    });
    const level = levels.at(-1);
    const closes = level && mark === (level.list ? ']' : '}');
    if (wants === 'nothing') return wrong('the end');
    if (wants === 'colon') {
      if (mark !== ':') return wrong('a colon');
      wants = 'value';
    } else if (closes && (wants === 'comma' || opened)) {
      levels.pop();
      wants = levels.length > 0 ? 'comma' : 'nothing';
      opened = false;
    } else if (wants === 'comma') {
      if (mark !== ',' || !level) return wrong('a comma or an end');
      if (level.list) level.key = (level.key as number) + 1;
      wants = level.list ? 'value' : 'key';
    } else if (wants === 'key') {
      if (!word?.startsWith('"') || !level) return wrong('a name in double quotes');
      level.key = JSON.parse(word) as string;
      wants = 'colon';
      opened = false;
    } else {
      const opens = mark === '{' || mark === '[';
      if (!opens && word === undefined) return wrong('a value');
      visit(levels.length, level?.key ?? '', offset);
      opened = mark !== undefined;
      if (mark === undefined) wants = levels.length > 0 ? 'comma' : 'nothing';
      else {
        levels.push({ list: mark === '[', key: mark === '[' ? 0 : '' });
        wants = mark === '[' ? 'value' : 'key';
      }
    }
  }
}

/** What is wrong with a text that should be JSON; nothing when it is. */
export function jsonProblem(text: string): JsonProblem | undefined {
  return scan(text, () => {});
}

/** Where the value at a path such as `parts[0].values.peak` begins, or the deepest part of the path that is there. */
export function offsetOf(text: string, path: string): number {
  const names = path.match(/[^.[\]]+/g) ?? [];
  let best = 0;
  // names that the values around the one being read have in common with the path
  let matched = 0;
  scan(text, (depth, key, offset) => {
    matched = Math.min(matched, Math.max(0, depth - 1));
    if (depth === 0) best = offset;
    else if (matched === depth - 1 && names[matched] === String(key)) {
      matched = depth;
      best = offset;
    }
  });
  return best;
}

/** Line and column of an offset. */
export function placeOf(text: string, offset: number): Place {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1) as string).length + 1 };
}
