import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonProblem, offsetOf, placeOf } from '../../labextension/src/designer/model/json-place';

describe('jsonProblem()', () => {
  it('finds nothing wrong with JSON, however it is laid out', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(0, 2, '\t'), (json, indent) => {
        expect(jsonProblem(JSON.stringify(JSON.parse(json), null, indent))).toBeUndefined();
      }),
    );
  });

  it('finds something wrong wherever JSON.parse does', () => {
    const broken = fc.tuple(
      fc.json(),
      fc.nat(),
      fc.constantFrom('', ',', '"', '}', 'NaN', '\u0001', "'"),
    );
    fc.assert(
      fc.property(broken, ([json, at, letter]) => {
        const cut = at % (json.length + 1);
        const text = json.slice(0, cut) + letter + json.slice(cut + 1);
        let parses = true;
        try {
          JSON.parse(text);
        } catch {
          parses = false;
        }
        expect(jsonProblem(text) === undefined).toBe(parses);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['{ "peak": NaN }', 10, 'a value'],
    ['{ "a": 1, }', 10, 'a name in double quotes'],
    ['{ "a" 1 }', 6, 'a colon'],
    ['[1, 2', 5, 'ends too early'],
    ['{} {}', 3, 'the end'],
    ["{ 'a': 1 }", 2, 'a name in double quotes'],
  ])('says where %s stops being JSON', (text, offset, words) => {
    const problem = jsonProblem(text);
    expect(problem?.offset).toBe(offset);
    expect(problem?.message).toContain(words);
  });

  it('reads a million brackets, and a string of four million letters', () => {
    expect(jsonProblem('['.repeat(1e6))?.message).toContain('too early');
    expect(jsonProblem(`"${'a'.repeat(4e6)}"`)).toBeUndefined();
  });
});

describe('offsetOf()', () => {
  const text =
    '{"parts":[{"values":{"peak":1}},{"values":{"peak":-1,"gamma":2}}],"values":{"peak":3}}';

  it('finds the value at a path', () => {
    expect(text.slice(offsetOf(text, 'parts[1].values.peak'))).toMatch(/^-1,"gamma"/);
    expect(text.slice(offsetOf(text, 'values.peak'))).toMatch(/^3\}/);
  });

  it('goes as far along the path as there is', () => {
    expect(text.slice(offsetOf(text, 'parts[1].values.floor'))).toMatch(/^\{"peak":-1/);
    expect(offsetOf(text, 'nothing')).toBe(0);
  });
});

it('placeOf() counts lines and columns from 1', () => {
  expect(placeOf('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
});
