import { describe, expect, it } from 'vitest';
import { cosine, fromSpec, type Schedule } from '../../src/schedule';

const cosineSpec = (values: object) => ({ family: 'cosine', values });

describe('fromSpec()', () => {
  it('reads objects and text, and keeps the plan, the label and fields it does not know', () => {
    const spec = {
      version: 1,
      note: 'kept',
      family: 'warmup',
      values: { steps: '1ep' },
      parts: [{ family: 'cosine', values: { steps: '9ep' }, colour: 'kept too' }],
      label: 'mine',
      plan: { stepsPerEpoch: 10 },
    };
    expect(fromSpec(spec).spec).toEqual(spec);
    expect(fromSpec(JSON.stringify(spec)).steps).toBe(100);
  });

  it.each([
    ['text that is not JSON', '{', SyntaxError, 'the text is not JSON'],
    ['a list', [], TypeError, 'the spec must be an object, got a list'],
    ['null', null, TypeError, 'the spec must be an object, got null'],
    [
      'a newer version',
      { version: 2, ...cosineSpec({}) },
      RangeError,
      'version is 2 and this anneal reads up to 1',
    ],
    ['an unknown family', { family: 'magic' }, RangeError, 'family must be one of'],
    ['a name of Object.prototype', { family: '__proto__' }, RangeError, 'family must be one of'],
    [
      'a value of the wrong kind',
      cosineSpec({ peak: 'high' }),
      TypeError,
      "values.peak must be a number, got 'high'",
    ],
    [
      'a value out of range',
      cosineSpec({ peak: -1 }),
      RangeError,
      'values.peak must be a finite number above 0, got -1',
    ],
    ['infinity', cosineSpec({ peak: Number.POSITIVE_INFINITY }), RangeError, 'values.peak'],
    ['an unknown option', cosineSpec({ toString: 1 }), TypeError, "there is no option 'toString'"],
    ['a missing part', { family: 'warmup', values: {} }, TypeError, 'parts must hold 1, got 0'],
    [
      'a bad part',
      { family: 'warmup', values: {}, parts: [cosineSpec({ steps: 0 })] },
      RangeError,
      'parts[0].values.steps must be',
    ],
    [
      'a bad plan',
      { ...cosineSpec({}), plan: { epochs: 'many' } },
      TypeError,
      'epochs must be a number',
    ],
  ])('refuses %s', (_, spec, kind, message) => {
    expect(() => fromSpec(spec)).toThrow(kind);
    expect(() => fromSpec(spec)).toThrow(message);
  });

  it('refuses nesting that is deeper than any person writes, in bounded time', () => {
    let spec: object = cosineSpec({});
    for (let depth = 0; depth < 100_000; depth++)
      spec = { family: 'scale', values: {}, parts: [spec] };
    expect(() => fromSpec(spec)).toThrow('parts are nested more than 200 deep');
  });

  it.each([
    ['text of 50 MB', () => `"${'x'.repeat(50_000_000)}"`, 'the text has 50000002 characters'],
    [
      'a million parts',
      () => ({ family: 'sequence', parts: Array(1_000_000).fill(cosineSpec({})) }),
      'more than 10000 parts',
    ],
    [
      'a million milestones',
      () => ({ family: 'multiStepDecay', values: { milestones: Array(1_000_000).fill(1) } }),
      'values.milestones must have at most 100000 entries',
    ],
    [
      'a rate of 1e308',
      () => cosineSpec({ peak: 1e308 }),
      'values.peak must be at most 1000000000000, got 1e+308',
    ],
    [
      'cycles without end',
      () => ({
        family: 'cosineRestarts',
        values: { cycle: 1, lengthMultiplier: 1 + 1e-9, steps: 1e15 },
      }),
      'more than 100000',
    ],
    [
      'a length beyond whole numbers',
      () => cosineSpec({ steps: 1e300 }),
      'values.steps must be an integer',
    ],
    ['a long name for a family', () => ({ family: 'x'.repeat(1e6) }), "got 'xxxxxxxxxx"],
  ])('refuses %s in bounded time', (_, make, message) => {
    // the time limit of the test is far above what a bounded reader takes
    expect(() => fromSpec(make())).toThrow(message);
  });

  it('keeps its messages short, whatever is in the spec', () => {
    for (const hostile of [
      { family: 'x'.repeat(1e6) },
      cosineSpec({ ['y'.repeat(1e6)]: 1 }),
      cosineSpec({ peak: 'z'.repeat(1e6) }),
    ]) {
      try {
        fromSpec(hostile);
        expect.unreachable();
      } catch (error) {
        expect((error as Error).message.length).toBeLessThan(1000);
      }
    }
  });

  it('never overflows, however factors are nested', () => {
    let spec: object = cosineSpec({ peak: 1e12 });
    for (let depth = 0; depth < 150; depth++) {
      spec = { family: 'scale', values: { factor: 1e9 }, parts: [spec] };
    }
    const twice = {
      family: 'product',
      values: {},
      parts: [spec, { family: 'sum', values: {}, parts: [spec, spec] }],
    };
    const schedule = fromSpec(twice) as Schedule;
    expect(Number.isFinite(schedule(0))).toBe(true);
    expect(schedule.sample(3).every(Number.isFinite)).toBe(true);
  });

  it('is not polluted by __proto__', () => {
    const hostile = JSON.parse('{"family":"cosine","values":{"__proto__":{"peak":5}}}');
    expect(() => fromSpec(hostile)).toThrow("there is no option '__proto__'");
    expect(cosine()(0)).toBe(1e-3);
  });
});
