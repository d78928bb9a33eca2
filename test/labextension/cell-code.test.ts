import { constant, cosine, oneCycleMomentum } from 'anneal/pure';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { type DesignDocument, EMPTY } from '../../labextension/src/designer/model/document';
import { bareSpec } from '../../labextension/src/designer/model/edits';
import { presets } from '../../labextension/src/designer/model/usual';
import {
  cellSource,
  type InsertTarget,
  targetFor,
} from '../../labextension/src/designer/notebook/code';
import { hostileText } from '../code/hostile-text';

const documentOf = (label: string): DesignDocument => ({
  ...EMPTY,
  spec: bareSpec(cosine({ peak: 1e-3, steps: 90 }).named(label).warmup(10)),
});

/** Statements of a cell by their kind, and every string in it. */
function read(source: string): { kinds: string[]; strings: string[]; errors: number } {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) strings.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { diagnostics = [] } = ts.transpileModule(source, { reportDiagnostics: true });
  return {
    kinds: file.statements.map((statement) =>
      ts.isVariableStatement(statement)
        ? 'VariableStatement'
        : String(ts.SyntaxKind[statement.kind]),
    ),
    strings,
    errors: diagnostics.length,
  };
}

describe('cellSource()', () => {
  it.each(presets().map(({ schedule }) => [schedule.label, schedule] as const))(
    'writes the preset %s as it is in a new document, without a plan',
    (_, schedule) => {
      const source = cellSource({ ...EMPTY, spec: bareSpec(schedule) }, 'typescript');
      expect(source).toContain(`const schedule = ${schedule}`);
      expect(read(source).errors).toBe(0);
    },
  );

  it('imports what it uses, builds the schedule and shows it', () => {
    expect(cellSource(documentOf('mine'), 'typescript')).toBe(
      [
        "import { cosine, show } from 'anneal';",
        '',
        "const schedule = cosine({ peak: 0.001, steps: 90 }).named('mine').warmup(10);",
        'show(schedule);',
      ].join('\n'),
    );
  });

  it('lets no text become code, whatever is in it', () => {
    const targets = fc.constantFrom<InsertTarget[]>('typescript', 'javascript');
    fc.assert(
      fc.property(hostileText, targets, (text, target) => {
        const { kinds, strings, errors } = read(cellSource(documentOf(text), target));
        expect(errors).toBe(0);
        expect(kinds).toEqual(['ImportDeclaration', 'VariableStatement', 'ExpressionStatement']);
        expect(strings).toContain(text);
      }),
      { numRuns: 500 },
    );
  });

  it('writes momentum beside the rate', () => {
    const source = cellSource(
      { ...documentOf('both'), momentum: bareSpec(oneCycleMomentum({ steps: 100 })) },
      'typescript',
    );
    expect(source).toContain("import { cosine, piecewise, show } from 'anneal';");
    expect(source).toMatch(/\nconst momentum = piecewise\(/);
    expect(read(source).errors).toBe(0);
  });

  it('writes Python for notebooks of Python', () => {
    const document = { ...EMPTY, spec: bareSpec(constant({ peak: 0.1, steps: 5 })) };
    expect(cellSource(document, targetFor('python'))).toContain('import torch');
    expect(cellSource(document, 'optax')).toContain('import optax');
    expect(targetFor('javascript')).toBe('javascript');
    expect(targetFor('')).toBe('typescript');
  });

  it('says that there is nothing to write yet', () => {
    expect(() => cellSource(EMPTY, 'typescript')).toThrow('There is no schedule yet');
  });
});
