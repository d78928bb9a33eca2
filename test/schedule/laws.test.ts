import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as library from '../../src/schedule';
import { families, fromSpec, type Options, type Param, type Schedule } from '../../src/schedule';

type Builder = (options?: Record<string, unknown>) => Schedule;
const leaves = families.filter((family) => family.parts === 0 && !family.feedback);
const builderOf = (id: string): Builder =>
  (library as unknown as Record<string, Builder>)[id] as Builder;
const fileOf = (id: string): string => id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Any allowed value of a parameter, the bounds included. */
function arbitraryOf(param: Param): fc.Arbitrary<unknown> {
  switch (param.kind) {
    case 'rate':
      return fc.double({ min: param.positive ? 1e-9 : 0, max: 10, noNaN: true });
    case 'length':
      return fc.integer({ min: param.min ?? 1, max: 1e6 });
    case 'number':
      // JSON knows no -0
      return fc
        .double({
          min: param.min ?? 0,
          max: param.max ?? 8,
          noNaN: true,
          minExcluded: param.exclusive ?? false,
          maxExcluded: param.exclusive ?? false,
        })
        .map((value) => value || 0);
    case 'choice':
      return fc.constantFrom(...param.options);
    case 'lengths':
      return fc.array(fc.integer({ min: 1, max: 1e6 }));
    case 'rates':
      return fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1 });
    case 'flag':
      return fc.boolean();
    case 'data':
      return fc.constant({});
    case 'function':
      return fc.constant((step: number) => 1 / (1 + step));
  }
}

/** A value just outside the bounds of a parameter, where it has bounds. */
function outside(param: Param): unknown {
  switch (param.kind) {
    case 'rate':
      return -1e-9;
    case 'length':
      return (param.min ?? 1) - 1;
    case 'number':
      return (param.min ?? -Infinity) - 1e-9;
    case 'choice':
      return 'never';
    case 'lengths':
      return [0];
    case 'rates':
      return [-1];
    default:
      return undefined;
  }
}

const steps = fc.oneof(fc.integer({ min: 0, max: 3e6 }), fc.integer({ min: 0, max: 1e9 }));

for (const family of leaves) {
  describe(family.id, () => {
    const build = builderOf(family.id);
    const options = fc.record(
      Object.fromEntries(
        Object.entries(family.params)
          .filter(([, param]) => param.kind !== 'function' || param.default)
          .map(([name, param]) => [name, arbitraryOf(param)]),
      ),
      { requiredKeys: [] },
    );
    /** Schedules of random options; a combination that the family refuses is no schedule. */
    const schedules = options
      .map((given) => {
        try {
          return build(given);
        } catch (error) {
          if (error instanceof RangeError) return undefined;
          throw error;
        }
      })
      .filter((schedule): schedule is Schedule => schedule !== undefined);

    it('is built with any one of its choices and flags, the rest left out', () => {
      for (const [name, param] of Object.entries(family.params)) {
        const values =
          param.kind === 'choice' ? param.options : param.kind === 'flag' ? [true] : [];
        for (const value of values) {
          const schedule = build({ [name]: value });
          for (const step of [0, 1, 249, 250, 999, 1000, 1e6, 1e9]) {
            expect(schedule(step) >= 0, `${schedule} at ${step}`).toBe(true);
          }
        }
      }
    });

    it('is finite and at least 0 at every step, and the same when asked again', () => {
      fc.assert(
        fc.property(schedules, steps, (schedule, step) => {
          const rate = schedule(step);
          expect(Number.isFinite(rate) && rate >= 0).toBe(true);
          expect(schedule(step)).toBe(rate);
        }),
        { numRuns: 500 },
      );
    });

    it('samples the rates that it gives one by one, bit for bit, also inside combinations', () => {
      fc.assert(
        fc.property(schedules, fc.integer({ min: 1, max: 50 }), (schedule, steps) => {
          const combined = schedule.warmup(steps).scale(0.5);
          const rates = combined.sample(200);
          for (const [step, rate] of rates.entries()) expect(rate).toBe(combined(step));
        }),
        { numRuns: 30 },
      );
    });

    it('may be shifted, scaled, split and joined, and nested in sequences, with the same rates', () => {
      const somewhere = fc.integer({ min: 1, max: 400 });
      fc.assert(
        fc.property(schedules, somewhere, somewhere, fc.nat(3000), (schedule, cut, more, step) => {
          // without steps of its own it would fill the place it is given
          fc.pre(/[ {]steps: /.test(String(schedule)));
          expect(schedule.shift(cut)(step)).toBe(schedule(step + cut));
          expect(schedule.scale(0.25)(step)).toBe(0.25 * schedule(step));
          const joined = library.sequence([schedule, schedule.shift(cut)], [cut]);
          expect(joined(step)).toBe(schedule(step));
          const [a, b, c] = [schedule, library.linear({ steps: more }), library.constant()];
          const flat = library.sequence([a, b, c], [cut, more]);
          expect(library.sequence([library.sequence([a, b], [cut]), c], [cut + more])(step)).toBe(
            flat(step),
          );
          expect(library.sequence([a, library.sequence([b, c], [more])], [cut])(step)).toBe(
            flat(step),
          );
        }),
        { numRuns: 60 },
      );
    });

    it('holds one rate after its end', () => {
      fc.assert(
        fc.property(schedules, fc.integer({ min: 1, max: 1e9 }), (schedule, later) => {
          fc.pre(!/after: '(?!hold)/.test(String(schedule)));
          expect(schedule(schedule.steps + later)).toBe(schedule(schedule.steps));
        }),
      );
    });

    const isData = family.id !== 'custom';
    if (!isData) {
      it('says that it cannot be written as JSON', () => {
        expect(() => JSON.stringify(build({ rate: () => 1 }))).toThrow('cannot be written as JSON');
      });
    } else
      it('is the same after spec, JSON and back', () => {
        fc.assert(
          fc.property(schedules, steps, (schedule, step) => {
            const back = fromSpec(JSON.stringify(schedule)) as Schedule;
            expect(back(step)).toBe(schedule(step));
            expect(back.spec).toEqual(schedule.spec);
          }),
        );
      });

    it('has phases that cover its steps in order', () => {
      fc.assert(
        fc.property(schedules, (schedule) => {
          const ends = schedule.phases.map((phase) => phase.to);
          expect(schedule.phases.map((phase) => phase.from)).toEqual([0, ...ends.slice(0, -1)]);
          expect(ends.at(-1)).toBe(schedule.steps);
        }),
      );
    });

    it('is built by the call that it prints', () => {
      const names = Object.keys(library);
      fc.assert(
        fc.property(schedules, steps, (schedule, step) => {
          const run = new Function(...names, `return ${schedule}`) as (
            ...args: unknown[]
          ) => Schedule;
          expect(run(...Object.values(library))(step)).toBe(schedule(step));
        }),
        { numRuns: 50 },
      );
    });

    it('refuses what lies just outside a bound, and names it', () => {
      for (const [name, param] of Object.entries(family.params)) {
        const bad = outside(param);
        if (bad === undefined) continue;
        expect(() => build({ [name]: bad }), name).toThrow(RangeError);
        expect(() => build({ [name]: bad }), name).toThrow(`: ${name} must be`);
        expect(() => build({ [name]: Number.NaN }), name).toThrow(name);
        expect(() => build({ [name]: {} }), name).toThrow(name);
      }
    });

    it('lives in a file of its name, and documents each parameter once', () => {
      const text = readFileSync(`src/schedule/families/${fileOf(family.id)}.ts`, 'utf8');
      for (const [name, param] of Object.entries(family.params)) {
        expect(text, name).toContain(`/** ${param.doc} */\n    ${name}: `);
        expect(param.symbol).not.toBe('');
      }
      expect(text).toContain('@example');
    });
  });
}

describe('combinators', () => {
  const inner = () => library.cosine({ peak: 1, steps: 100 });

  it('warmup() goes in front: never a zero rate, never two updates at the peak', () => {
    const schedule = inner().warmup(4);
    expect(schedule.steps).toBe(104);
    expect([...schedule.sample(5)]).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(schedule(5)).toBe(inner()(1));
  });

  it('warmup() takes a start and a shape', () => {
    const schedule = inner().warmup(3, { from: 0.2, shape: 'cosine' });
    expect(schedule(1)).toBeCloseTo(0.6, 12);
    expect(schedule(0)).toBeGreaterThan(0.2);
  });

  it('sequence() gives each part its own count, the first of its steps included', () => {
    const schedule = library.sequence([library.constant({ peak: 0.5 }), inner()], [7]);
    expect(schedule(6)).toBe(0.5);
    expect(schedule(7)).toBe(1);
    expect(schedule.steps).toBe(107);
  });

  it('nesting changes nothing', () => {
    const [a, b, c] = [
      inner(),
      library.linear({ peak: 0.5, steps: 10 }),
      library.constant({ peak: 2 }),
    ];
    const left = a.followedBy(b).followedBy(c);
    const right = a.followedBy(b.followedBy(c));
    const flat = library.sequence([a, b, c]);
    for (let step = 0; step < 400; step++) {
      expect(left(step)).toBe(flat(step));
      expect(right(step)).toBe(flat(step));
    }
  });

  it('product(), sum(), min() and max() join rates of the same step', () => {
    const [a, b] = [library.constant({ peak: 0.5 }), library.linear({ peak: 1, steps: 10 })];
    for (const step of [0, 3, 10, 50]) {
      const rates = [a(step), b(step)] as const;
      expect(library.product(a, b)(step)).toBe(rates[0] * rates[1]);
      expect(library.sum(a, b)(step)).toBe(rates[0] + rates[1]);
      expect(library.min(a, b)(step)).toBe(Math.min(...rates));
      expect(library.max(a, b)(step)).toBe(Math.max(...rates));
    }
    expect(() => library.product()).toThrow('Cannot build product: give at least one schedule');
  });

  it('shift() and hold() move the start and the end', () => {
    const schedule = inner();
    expect(schedule.shift(30)(20)).toBe(schedule(50));
    expect(schedule.shift(30).steps).toBe(70);
    const held = library.stepDecay({ peak: 1, every: 50, steps: 100 }).hold(20);
    expect([held.steps, held(99), held(110), held(500)]).toEqual([120, 0.5, 0.5, 0.5]);
  });

  it('repeat() runs a schedule again, longer and lower', () => {
    const schedule = inner().repeat(3, { lengthMultiplier: 2, peakMultiplier: 0.5 });
    expect(schedule.steps).toBe(700);
    expect([0, 100, 300].map(schedule)).toEqual([1, 0.5, 0.25]);
    expect(schedule(200)).toBeCloseTo(0.25, 12);
    expect(schedule.phases.map(({ restart }) => restart)).toEqual([undefined, true, true]);
    const twice = inner().repeat(2);
    for (let step = 0; step < 100; step++) expect(twice(100 + step)).toBe(inner()(step));
  });

  it('split and join is the identity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), (cut) => {
        const schedule = inner();
        const joined = library.sequence([schedule, schedule.shift(cut)], [cut]);
        for (let step = 0; step < 120; step++) expect(joined(step)).toBe(schedule(step));
      }),
    );
  });

  it('scale() and clamp() act on every rate', () => {
    expect(inner().scale(3)(50)).toBe(3 * inner()(50));
    expect(inner().clamp(0.2, 0.8)(0)).toBe(0.8);
    expect(inner().clamp(0.2, 0.8)(1e6)).toBe(0.2);
  });

  it('print the call that builds them', () => {
    expect(String(library.cosine({ peak: 1e-3, steps: '10ep' }).warmup('1ep'))).toBe(
      "cosine({ peak: 0.001, steps: '10ep' }).warmup('1ep')",
    );
    expect(
      String(library.sequence([library.constant(), inner(), library.linear()], [1, '5%'])),
    ).toBe("sequence([constant(), cosine({ peak: 1, steps: 100 }), linear()], [1, '5%'])");
    const name = "it's </script> \u2028";
    const text = String(inner().named(name));
    expect(new Function('cosine', `return ${text}`)(library.cosine).label).toBe(name);
  });
});

describe('types', () => {
  it('refuse misspelt options and lengths without a unit', () => {
    // @ts-expect-error unknown option
    expect(() => library.cosine({ stpes: 10 })).toThrow(
      "Cannot build cosine annealing: there is no option 'stpes'; it takes peak, floor, ",
    );
    // @ts-expect-error a length in no known unit
    expect(() => library.cosine({ steps: '10 epochs' })).toThrow("got '10 epochs'");
    const options: Options<typeof library.cosineFamily> = { steps: '10ep', end: 'inclusive' };
    expect(options.steps).toBe('10ep');
  });
});
