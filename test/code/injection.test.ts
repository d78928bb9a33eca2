import { parser } from '@lezer/python';
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { fromCode, TARGETS, toCode } from '../../src/code';
import { cosine, fromSpec, type Schedule } from '../../src/schedule';
import { hostileText as label } from './hostile-text';

/** Statements of the code without what is in its comments. */
const bare = (code: string): string =>
  code.replace(/^#.*$/gm, '#').replace(/'(?:\\.|[^'\\])*'/g, "''");

describe('a label', () => {
  it('never becomes code, whatever it holds', () => {
    fc.assert(
      fc.property(label, fc.constantFrom(...TARGETS), (text, target) => {
        const schedule = cosine({ peak: 1e-3, steps: 900 });
        const plain = toCode(schedule.named('x'), target);
        const named = toCode(schedule.named(text), target);
        // nothing but the literal, or the comment, is another
        const unchained = (code: string): string =>
          bare(code)
            .replace(/[\s,]+/g, '')
            .replace(/#+/g, '#');
        expect(unchained(named)).toBe(unchained(plain));
        expect(named).toMatch(/^[\x20-\x7e\n]*$/);
        if (target !== 'typescript') return;
        const file = ts.createSourceFile('a.ts', named, ts.ScriptTarget.ES2022, true);
        expect((file as unknown as { parseDiagnostics: unknown[] }).parseDiagnostics).toEqual([]);
        expect(file.statements.length).toBe(2);
      }),
      { numRuns: 600 },
    );
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(label, (text) => {
        // half a character is no text that a file could hold
        fc.pre(!/\p{Surrogate}/u.test(text));
        const code = toCode(cosine({ steps: 9 }).named(text), 'typescript');
        expect((fromCode(code) as Schedule).label).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a spec', () => {
  it('holds nothing else that reaches the code', () => {
    fc.assert(
      fc.property(label, label, fc.constantFrom(...TARGETS), (key, value, target) => {
        const spec = { family: 'cosine', values: { steps: 9 }, [`x${key}`]: value, note: value };
        expect(toCode(fromSpec(spec), target)).toBe(
          toCode(fromSpec({ ...spec, [`x${key}`]: 0, note: 0 }), target),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('cannot name a value so that it becomes code', () => {
    const spec = { family: 'formula', values: { of: 'torch.StepLR', values: { "a'\n": 1 } } };
    expect(() => toCode(fromSpec(spec), 'pytorch')).toThrow();
    expect(parser).toBeDefined();
  });
});
