import { describe, expect, it } from 'vitest';
import { transformers } from '../../src/library/transformers';
import type { Schedule } from '../../src/schedule/schedule';
import { reader } from './golden-records';
import { differences, type Recording, recordings } from './recordings';

const golden = recordings('transformers');
const bugForBug = { compat: 'bug-for-bug' } as const;
const build = (name: string, params: Record<string, unknown> = {}, rest: object = {}): Schedule =>
  reader('transformers', transformers)(name, params, { baseLr: 0.1, ...rest });
const COSINES = [
  'get_cosine_schedule_with_warmup',
  'get_cosine_with_min_lr_schedule_with_warmup',
  'get_cosine_with_min_lr_schedule_with_warmup_lr_rate',
];

/** Recordings of a defect, reproduced only on request: cosines that rise again after the end, a decay cut off at its start. */
const isDefect = (record: Recording): boolean =>
  COSINES.includes(record.class) || record.id === 'wsd/overfull';
const reproduced = [...golden.values()].filter((record) => record.class !== 'GreedyLR');

const scheduleOf = (record: Recording, rest: object = {}): Schedule =>
  build(record.class, record.params, { baseLr: record.baseLr, ...rest });

function wrongIn(record: Recording): string[] {
  const rest = isDefect(record) ? bugForBug : {};
  if (record.raises?.at !== 'construct') return differences(scheduleOf(record, rest), record);
  try {
    scheduleOf(record, rest);
    return [`${record.id} is built`];
  } catch (error) {
    return /^Cannot read/.test((error as Error).message) ? [] : [`${record.id}: ${error}`];
  }
}

describe('transformers', () => {
  it('gives the rates that transformers gave', () => {
    const wrong = reproduced.map(wrongIn);
    const passed = wrong.filter((list) => list.length === 0).length;
    console.info(
      `transformers: passed ${passed} of ${wrong.length} (left out: ${golden.size - wrong.length} GreedyLR, which listens to metrics)`,
    );
    expect(wrong.flat()).toEqual([]);
  });

  it('gives the same with the flag where no defect is listed', () => {
    const wrong = reproduced
      .filter((record) => !isDefect(record) && record.raises?.at !== 'construct')
      .flatMap((record) => differences(scheduleOf(record, bugForBug), record));
    expect(wrong).toEqual([]);
  });

  it('gives the same without the flag until the end of a cosine, and then holds it', () => {
    const wrong = reproduced
      .filter((record) => COSINES.includes(record.class))
      .flatMap((record) => {
        // a decay lasts a step at least, and that of the shifted one is over a step before
        const warmup = record.params.num_warmup_steps as number;
        const total = Math.max(warmup + 1, record.params.num_training_steps as number);
        const end = record.class.endsWith('lr_rate') ? total - 1 : total;
        const rates = record.lr as readonly number[];
        const held = rates.map((rate, step) => (step <= end ? rate : (rates[end] as number)));
        return differences(scheduleOf(record), record, held);
      });
    expect(wrong).toEqual([]);
  });
});

describe('transformers, arguments that are not recorded', () => {
  const cosine = (progress: number, cycles = 0.5): number =>
    0.05 + 0.05 * Math.cos(2 * Math.PI * cycles * progress);

  it('a cosine schedule waves on with the flag and holds its end without it', () => {
    const params = { num_warmup_steps: 2, num_training_steps: 12, num_cycles: 0.75 };
    const [waving, held] = [bugForBug, {}].map((rest) =>
      build('get_cosine_schedule_with_warmup', params, rest),
    ) as [Schedule, Schedule];
    expect(waving(7)).toBeCloseTo(cosine(0.5, 0.75), 15);
    expect(waving(22)).toBeCloseTo(cosine(2, 0.75), 15);
    expect(held(22)).toBe(held(12));
    expect(held(12)).toBeCloseTo(cosine(1, 0.75), 15);
    expect(held.steps).toBe(12);
  });

  it('a cosine schedule at its defaults is native, with the flag, too', () => {
    const params = { num_warmup_steps: 2, num_training_steps: 12 };
    for (const rest of [{}, bugForBug]) {
      const text = build('get_cosine_schedule_with_warmup', params, rest).toString();
      expect(text).not.toContain('formula');
    }
  });

  it('hard restarts may be no whole number, and end at 0', () => {
    const params = { num_warmup_steps: 1, num_training_steps: 11, num_cycles: 2.5 };
    const schedule = build('get_cosine_with_hard_restarts_schedule_with_warmup', params);
    expect([1, 5, 9].map(schedule)).toEqual([0.1, 0.1, 0.1]);
    expect(schedule(10)).toBeCloseTo(cosine(0.25), 15);
    expect([11, 12, 1000].map(schedule)).toEqual([0, 0, 0]);
  });

  it('hard restarts of a whole number are a cosine repeated, of the length given', () => {
    const params = { num_warmup_steps: 2, num_training_steps: 14, num_cycles: 3 };
    const schedule = build('get_cosine_with_hard_restarts_schedule_with_warmup', params);
    expect(schedule.toString()).toContain('repeat(3)');
    expect(schedule.steps).toBe(14);
  });

  it('a polynomial of power 0 stays, then drops after the last step', () => {
    const params = { num_warmup_steps: 0, num_training_steps: 5, power: 0, lr_end: 0.01 };
    const schedule = build('get_polynomial_decay_schedule_with_warmup', params);
    expect([0, 5, 6].map(schedule)).toEqual([0.1, 0.1, 0.01]);
  });

  it('WSD takes a 1-sqrt warm-up and more than half a wave', () => {
    const schedule = build('get_wsd_schedule', {
      num_warmup_steps: 4,
      num_stable_steps: 2,
      num_decay_steps: 4,
      warmup_type: '1-sqrt',
      num_cycles: 1,
      min_lr_ratio: 0.2,
    });
    expect(schedule(3)).toBeCloseTo(0.1 * (0.2 + 0.8 * 0.5), 15);
    expect(schedule(8)).toBeCloseTo(0.02, 15);
    expect(schedule(9)).toBeCloseTo(0.1 * (0.2 + 0.8 * 0.5), 15);
    expect(schedule(10)).toBeCloseTo(0.02, 15);
  });

  it('a constant schedule is constant', () => {
    expect(build('get_constant_schedule')(1e6)).toBe(0.1);
  });
});

describe('transformers, what it refuses', () => {
  const lengths = { num_warmup_steps: 5, num_training_steps: 10 };

  it.each([
    ['get_constant_schedule', { foo: 1 }, TypeError, "it has no argument 'foo'"],
    ['get_linear_schedule_with_warmup', { num_warmup_steps: 1 }, TypeError, 'num_training_steps'],
    ['get_linear_schedule_with_warmup', { ...lengths, num_warmup_steps: -1 }, RangeError, 'got -1'],
    [
      'get_polynomial_decay_schedule_with_warmup',
      { ...lengths, lr_end: 0.1 },
      RangeError,
      'lr_end must be below baseLr (0.1), got 0.1',
    ],
    [
      'get_cosine_with_min_lr_schedule_with_warmup',
      lengths,
      RangeError,
      'give one of min_lr and min_lr_rate',
    ],
    [
      'get_cosine_with_min_lr_schedule_with_warmup',
      { ...lengths, min_lr: 0, min_lr_rate: 0 },
      RangeError,
      'give one of min_lr and min_lr_rate',
    ],
    [
      'get_wsd_schedule',
      { num_warmup_steps: 5, num_decay_steps: 5 },
      RangeError,
      'give num_training_steps or num_stable_steps',
    ],
    [
      'get_wsd_schedule',
      { ...lengths, num_decay_steps: 10 },
      RangeError,
      '(15 together) must fit in num_training_steps, got 10',
    ],
  ])('%s %j', (name, params, kind, message) => {
    expect(() => build(name, params)).toThrow(kind);
    expect(() => build(name, params)).toThrow(`Cannot read transformers ${name}: `);
    expect(() => build(name, params)).toThrow(message);
  });

  it('a rate of the optimizer that is missing or 0', () => {
    expect(() => build('get_constant_schedule', {}, { baseLr: null })).toThrow(
      'baseLr must be the rate of the optimizer, got null',
    );
    expect(() => build('get_constant_schedule', {}, { baseLr: 0 })).toThrow(
      'baseLr must be a finite number above 0, got 0',
    );
  });
});
