import { typescript } from '../javascript/language';
import { parseCall } from '../javascript/parse';
import { lines } from '../print';
import type { Source } from '../target';
import type { Library, Written } from './write-idiom';
import { programLines } from './write-program';

/**
 * The lines of a Python module: imports, the call of ours that it stands for, lists and functions, the rest.
 *
 * @param imports Further lines of imports, in order.
 * @param rest What follows; imports of the dialect are added when it or the functions use them.
 */
export function moduleLines(
  source: Source,
  { program }: Written,
  library: Library,
  imports: readonly string[],
  rest: readonly string[],
): string[] {
  const body = [...programLines(program, library.dialect), ...rest];
  const uses = (name: string): boolean =>
    body.some((line) => new RegExp(`(^|[^\\w.])${name}[.(]`).test(line));
  const needed = Object.entries(library.dialect.imports)
    .filter(([name]) => uses(name))
    .map(([, line]) => line);
  const isStandard = (line: string): boolean => /^(import math|from bisect)/.test(line);
  const standard = sorted(needed.filter(isStandard));
  const packages = sorted([...needed.filter((line) => !isStandard(line)), ...imports]);
  return [
    ...standard,
    ...(standard.length > 0 ? [''] : []),
    ...packages,
    '',
    ...provenance(source),
    // a comment about the code is not about the call
    ...(body[0]?.startsWith('#') ? [''] : []),
    ...body,
  ];
}

/** `import` before `from`, each by name, as isort does. */
const sorted = (all: readonly string[]): string[] =>
  [...new Set(all)].sort((a, b) => key(a).localeCompare(key(b), 'en'));

const key = (line: string): string =>
  line.replace(/^(import|from) /, (word) => `${word.startsWith('i') ? 0 : 1} `);

/** Characters that begin the comment in which code says which schedule it is. */
export const PROVENANCE = '# anneal: ';

/** The call that the code stands for, as a comment: `fromCode` checks the code against it. */
function provenance({ call }: Source): string[] {
  if (call === undefined) return ['# the rates of a function in JavaScript, one by one'];
  const [first = '', ...more] = lines(parseCall(call), { ...typescript, width: 76 }, 0);
  return [`${PROVENANCE}${ascii(first)}`, ...more.map((line) => `# ${ascii(line)}`)];
}

/** No character that could end a comment or look like another one. */
const ascii = (line: string): string =>
  line.replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A comment on lines of its own. */
export const comment = (text: string, depth: number): string[] =>
  wrapped(text, 86 - 4 * depth).map((line) => `${'    '.repeat(depth)}# ${line}`);

function wrapped(text: string, width: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(' ')) {
    const last = rows.at(-1);
    if (last === undefined || last.length + 1 + word.length > width) rows.push(word);
    else rows[rows.length - 1] = `${last} ${word}`;
  }
  return rows;
}

/** `from module import A, B`, on as many lines as it needs. */
export function importLine(module: string, names: readonly string[]): string {
  const sortedNames = [...new Set(names)].sort();
  const one = `from ${module} import ${sortedNames.join(', ')}`;
  if (one.length <= 88) return one;
  return [`from ${module} import (`, ...sortedNames.map((name) => `    ${name},`), ')'].join('\n');
}
