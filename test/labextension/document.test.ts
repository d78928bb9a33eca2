import { cosine, fromSpec, hyper, hyperFromSpec, oneCycleMomentum } from 'anneal/pure';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fromJson,
  readText,
  toJson,
  writeText,
} from '../../labextension/src/designer/model/document';

const read = (text: string) => {
  const result = readText(text);
  if ('problem' in result) throw new Error(result.problem.message);
  return result.document;
};

describe('a document', () => {
  it('is the spec that the library reads', () => {
    const { spec } = cosine({ peak: 0.1 }).warmup('5%').withPlan({ steps: 100 });
    const document = fromJson(JSON.parse(JSON.stringify(spec)));
    expect(JSON.stringify(toJson(document))).toBe(JSON.stringify(spec));
    expect(fromSpec(JSON.parse(writeText(document))).spec).toEqual(spec);
  });

  it('with momentum is the spec of several hyper-parameters', () => {
    const both = hyper(
      { lr: cosine({ steps: 90 }), momentum: oneCycleMomentum({ steps: 90 }) },
      { body: 0.1 },
    );
    const document = fromJson(JSON.parse(JSON.stringify(both.spec)));
    expect(document.momentum?.family).toBe('piecewise');
    expect(hyperFromSpec(JSON.parse(writeText(document))).spec).toEqual(both.spec);
  });

  it('keeps every field it does not know', () => {
    const field = fc
      .string({ minLength: 1 })
      .filter(
        (name) =>
          ![
            'version',
            'family',
            'values',
            'parts',
            'label',
            'plan',
            'designer',
            'hyper',
            '__proto__',
          ].includes(name),
      );
    fc.assert(
      fc.property(
        fc.dictionary(field, fc.jsonValue()),
        fc.dictionary(
          field.filter((name) => !['compare', 'kept'].includes(name)),
          fc.jsonValue(),
        ),
        (top, designer) => {
          const json = {
            version: 1,
            ...top,
            family: 'cosine',
            values: {},
            designer: {
              ...designer,
              compare: [{ spec: { family: 'linear', values: {} }, hidden: true }],
            },
          };
          expect(JSON.parse(writeText(read(JSON.stringify(json))))).toEqual(
            JSON.parse(JSON.stringify(json)),
          );
        },
      ),
    );
  });

  it('without a schedule keeps its plan', () => {
    expect(JSON.parse(writeText(read('{ "version": 1, "plan": { "epochs": 3 } }')))).toEqual({
      version: 1,
      plan: { epochs: 3 },
    });
    expect(read('  ')).toMatchObject({ compare: [] });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['{ "family": "cosine",\n  "values": { "peak": NaN } }', 'not JSON', { line: 2, column: 23 }],
    ['[1, 2]', 'must hold an object', { line: 1, column: 1 }],
    ['{ "version": 7 }', 'version is 7', { line: 1, column: 14 }],
    [
      '{ "version": 1,\n "designer": { "compare": [{ "spec": 3 }] } }',
      'designer.compare[0].spec',
      { line: 2, column: 38 },
    ],
    [' '.repeat(4_000_001), 'at most 4000000', { line: 1, column: 1 }],
    ['['.repeat(100_000), 'too early', { line: 1, column: 100_001 }],
  ])('says why and where: %.30s', (text, words, place) => {
    const result = readText(text);
    expect(result).toMatchObject({ problem: { place } });
    if ('problem' in result) expect(result.problem.message).toContain(words);
  });
});
