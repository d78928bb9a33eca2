import type { Feedback } from '../schedule/feedback-state';
import type { Schedule } from '../schedule/schedule';
import { parseTypeScript } from './javascript/parse';
import { PROVENANCE } from './python/module';
import { parsePython } from './python/parse';
import { readTypeScript } from './read/typescript';
import type { Statement } from './syntax';
import { TARGETS } from './target';
import { toCode } from './to-code';

/**
 * The schedule that code written here says it is, when it is: what would be written for it today must be
 * found in the code. A comment alone proves nothing.
 */
export function readProvenance(
  text: string,
  statements: readonly Statement[],
): Schedule | Feedback | undefined {
  const said = saidIn(text);
  if (said === undefined) return undefined;
  let schedule: Schedule | Feedback;
  try {
    schedule = readTypeScript(said, parseTypeScript(said), {}, undefined);
  } catch {
    return undefined;
  }
  const present = new Set(telling(text, statements));
  const matches = TARGETS.some((target) => {
    if (target === 'typescript') return false;
    try {
      const written = toCode(schedule, target);
      return telling(written, parsePython(written)).every((one) => present.has(one));
    } catch {
      return false;
    }
  });
  return matches ? schedule : undefined;
}

/** The call in the comment, which may go on over several lines. */
function saidIn(text: string): string | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith(PROVENANCE));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !line.startsWith('# '));
  const more = rest.slice(0, end < 0 ? undefined : end).map((line) => line.slice(2));
  return [(lines[start] as string).slice(PROVENANCE.length), ...more].join('\n');
}

/** Everything in a text that decides its rates, each as text without its layout. */
function telling(text: string, statements: readonly Statement[]): string[] {
  const of = (statement: Statement): string =>
    statement.at
      ? text
          .slice(statement.at.from, statement.at.to)
          .replace(/#.*$/gm, '')
          .replace(/[\s,]+/g, '')
      : '';
  return statements.flatMap((statement): string[] => {
    if (statement.kind === 'assign') return [of(statement)];
    if (statement.kind === 'class') return [of(statement)];
    if (statement.kind !== 'define') return [];
    // in the function that trains, optimizer and scheduler; any other function as a whole
    const trains = /^(train|make_trainer)$/.test(statement.name);
    if (!trains) return [of(statement)];
    return statement.body.flatMap((one) => (isSetUp(one) ? [of(one)] : []));
  });
}

const isSetUp = (statement: Statement): boolean =>
  statement.kind === 'assign' &&
  /^(optimizer|scheduler|reduce_lr)\b/.test(statement.names[0] ?? '');
