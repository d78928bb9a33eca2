import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromCode, TARGETS, toCode } from '../../src/code';
import { cosine, type Schedule, wsd } from '../../src/schedule';

const codes = TARGETS.flatMap((target) =>
  [cosine({ steps: 9 }).warmup(3), wsd({ steps: 40 })].map((schedule) => toCode(schedule, target)),
);

/** Reads a text, or says in our own words why not. */
function expectAnAnswer(text: string): void {
  try {
    expect(fromCode(text).steps).toBeGreaterThan(0);
  } catch (error) {
    expect((error as Error).message).toMatch(/^Cannot /);
    expect(['SyntaxError', 'RangeError', 'TypeError']).toContain((error as Error).name);
  }
}

describe('fromCode() answers', () => {
  it('to code with a piece cut out, doubled or replaced', () => {
    const edit = fc.tuple(
      fc.constantFrom(...codes),
      fc.nat(1500),
      fc.nat(60),
      fc.constantFrom('', '(', ')', '"', '\n', '1', 'x', '**', '[', '{', 'lambda: ', '\u2028'),
    );
    fc.assert(
      fc.property(edit, ([code, at, length, put]) => {
        const from = at % code.length;
        expectAnAnswer(code.slice(0, from) + put + code.slice(from + length));
      }),
      { numRuns: 600 },
    );
  });

  it('to any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectAnAnswer), {
      numRuns: 500,
    });
  });

  it('to a function that calls itself', () => {
    const schedule = fromCode('def f(s):\n    return f(s)\nLambdaLR(SGD(p), f)') as Schedule;
    expect(() => schedule(3)).toThrow(/^Cannot read the code: it is nested too deeply/);
  });

  it.each([
    '['.repeat(20_000),
    `x = ${'-'.repeat(20_000)}1\nStepLR(SGD(p), x)`,
    `StepLR(SGD(p), ${'1 + '.repeat(20_000)}1)`,
    `def f(s):\n    return f(s)\noptimizer = SGD(p)\nLambdaLR(optimizer, f)`,
    `cosine()${'.warmup(1)'.repeat(5000)}`,
    'CosineAnnealingWarmRestarts(SGD(p), T_0=1, T_mult=10 ** 400)',
  ])('to what would exhaust it: %.30s', (text) => expectAnAnswer(text));
});
