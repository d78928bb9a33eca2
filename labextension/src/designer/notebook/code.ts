import { toCode } from 'anneal/code';
import { type Feedback, fromSpec, type Schedule } from 'anneal/pure';
import { type DesignDocument, fullSpec } from '../model/document';

/** What a schedule can be inserted as: the languages of our own kernel, and libraries of Python. */
export const INSERT_TARGETS = ['typescript', 'javascript', 'pytorch', 'keras', 'optax'] as const;

/** Name of what a schedule is inserted as. */
export type InsertTarget = (typeof INSERT_TARGETS)[number];

/** What fits a language: ours as it is, PyTorch for Python, TypeScript where the language is unknown. */
export function targetFor(language: string): InsertTarget {
  if (language === 'python') {
    return 'pytorch';
  }
  return language === 'javascript' ? 'javascript' : 'typescript';
}

/** The schedule of a document with its plan. @throws when it has none, or it cannot be built. */
export function scheduleOf({ spec, plan }: DesignDocument): Schedule | Feedback {
  if (!spec) {
    throw new TypeError('There is no schedule yet');
  }
  return fromSpec(fullSpec(spec, plan));
}

/**
 * A runnable cell for a document.
 *
 * @throws RangeError when the target cannot express the schedule; the message says why.
 */
export function cellSource(document: DesignDocument, target: InsertTarget): string {
  const schedule = scheduleOf(document);
  if (target !== 'typescript' && target !== 'javascript') {
    return toCode(schedule, target).trimEnd();
  }
  const parts = [toCode(schedule, 'typescript')];
  if (document.momentum) {
    const momentum = fromSpec(fullSpec(document.momentum, document.plan));
    parts.push(toCode(momentum, 'typescript').replaceAll('const schedule =', 'const momentum ='));
  }
  return joined(parts, typeof schedule === 'function');
}

const IMPORT = /^import \{([^}]*)\} from 'anneal';\n+/;
// what the snippet says about training holds for a plain script; a notebook has the cells above and below for it
const REMARK = /\n+(?:\/\/ [^\n]*\n?)+$/;

/** Snippets as one: names imported once, and the schedule shown. */
function joined(snippets: readonly string[], shows: boolean): string {
  const names = new Set<string>();
  const bodies = snippets.map((snippet) => {
    const [head = '', list = ''] = IMPORT.exec(snippet) ?? [];
    for (const name of list.split(',')) {
      if (name.trim()) names.add(name.trim());
    }
    return snippet.slice(head.length).replace(REMARK, '').trim();
  });
  if (shows) names.add('show');
  const sorted = [...names].sort();
  const line = `import { ${sorted.join(', ')} } from 'anneal';`;
  const head = line.length <= 100 ? line : `import {\n  ${sorted.join(',\n  ')},\n} from 'anneal';`;
  return [head, '', ...bodies, ...(shows ? ['show(schedule);'] : [])].join('\n');
}
