import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY } from '../../../labextension/src/designer/model/document';
import { bareSpec } from '../../../labextension/src/designer/model/edits';
import { cellSource, type InsertTarget } from '../../../labextension/src/designer/notebook/code';
import { cosine } from '../../../src/schedule';
import { hostileText } from '../hostile-text';
import { PYTHON } from './libraries';

const TEXTS = fc.sample(hostileText, { numRuns: 500, seed: 20261124 });

/** What Python's own parser makes of each source, without its places in the text; or its error. */
function parsed(sources: readonly string[]): string[] {
  const program = `
import ast, json, sys
def tree(source):
    try:
        compile(source, 'cell', 'exec')
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError) as error:
        return f'error: {error}'
print(json.dumps([tree(source) for source in json.load(sys.stdin)]))`;
  const options = { input: JSON.stringify(sources), encoding: 'utf8', maxBuffer: 1e9 } as const;
  return JSON.parse(execFileSync(PYTHON, ['-W', 'error', '-c', program], options));
}

/** The cell that "Insert into notebook" makes of a schedule with a text in every place that takes one. */
function cell(text: string, target: InsertTarget): string {
  const inner = { ...bareSpec(cosine({ peak: 1e-3, steps: 90 }).named(text)), note: text };
  const spec = { ...bareSpec(cosine({ steps: 5 }).warmup(10)), parts: [inner], [`x${text}`]: text };
  return cellSource({ ...EMPTY, spec: { ...spec, label: text } }, target);
}

describe('an inserted cell of Python', () => {
  it.for(['pytorch', 'keras', 'optax'] as const)(
    'is the same program whatever a text says: %s',
    (target) => {
      const [plain, ...trees] = parsed(['x', ...TEXTS].map((text) => cell(text, target)));
      expect(plain).toMatch(/^Module\(/);
      expect(new Set(trees)).toEqual(new Set([plain]));
    },
  );

  it('is told from another program by that parser', () => {
    const [plain, broken, another] = parsed([cell('x', 'optax'), 'a = "\n"', 'import os']);
    expect(broken).toMatch(/^error: /);
    expect(another).not.toBe(plain);
  });
});
