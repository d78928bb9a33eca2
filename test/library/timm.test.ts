import { describe, expect, it } from 'vitest';
import { timm } from '../../src/library/timm';
import type { Schedule } from '../../src/schedule/schedule';
import { reader } from './golden-records';
import { differences, type Recording, recordings } from './recordings';

const golden = recordings('timm');
const bugForBug = { compat: 'bug-for-bug' } as const;
const build = (name: string, params: Record<string, unknown> = {}, rest: object = {}): Schedule =>
  reader('timm', timm)(name, params, { baseLr: 0.1, ...rest });

const reproduced = [...golden.values()].filter(
  (record) => record.class !== 'PlateauLRScheduler' && !record.params.noise_range_t,
);
const scheduleOf = (record: Recording, rest: object = {}): Schedule =>
  build(record.class, record.params, { baseLr: record.baseLr, ...rest });

function wrongIn(record: Recording, rest: object = {}): string[] {
  if (record.raises?.at !== 'construct') return differences(scheduleOf(record, rest), record);
  try {
    scheduleOf(record, rest);
    return [`${record.id} is built`];
  } catch (error) {
    return error instanceof RangeError ? [] : [`${record.id}: ${error}`];
  }
}

describe('timm', () => {
  it('gives the rates that timm gave', () => {
    const wrong = reproduced.map((record) => wrongIn(record));
    const passed = wrong.filter((list) => list.length === 0).length;
    const left = `2 PlateauLRScheduler, which listens to metrics; 1 noise, which the generator of PyTorch draws`;
    console.info(`timm: passed ${passed} of ${wrong.length} (left out: ${left})`);
    expect(wrong.flat()).toEqual([]);
  });

  it('gives the same with the flag', () => {
    expect(reproduced.flatMap((record) => wrongIn(record, bugForBug))).toEqual([]);
  });
});

describe('timm, arguments that are not recorded', () => {
  it('misses no restart of cycles that grow, unless bug for bug', () => {
    const params = { t_initial: 1, cycle_mul: 3, cycle_limit: 6, warmup_prefix: true };
    expect(build('CosineLRScheduler', params)(121)).toBe(0.1);
    expect(build('CosineLRScheduler', params, bugForBug)(121)).toBe(0);
    expect(build('CosineLRScheduler', params, bugForBug)(120)).toBeGreaterThan(0);
  });

  it('grows cycles by fractions and lowers them below lr_min', () => {
    const params = { t_initial: 4, cycle_mul: 1.5, cycle_limit: 3, cycle_decay: 0.1, lr_min: 0.05 };
    const schedule = build('CosineLRScheduler', params);
    expect([0, 2, 4, 7].map(schedule)).toEqual([
      0.1, 0.07500000000000001, 0.010000000000000002, 0.030000000000000002,
    ]);
    expect([19, 100].map(schedule)).toEqual([0.05, 0.05]);
    expect(schedule.steps).toBe(19);
  });

  it('shrinks cycles, and is at lr_min where there are no more', () => {
    const params = { t_initial: 8, cycle_mul: 0.5, cycle_limit: 1e6, lr_min: 0.01 };
    const schedule = build('PolyLRScheduler', { ...params, power: 1 });
    expect([0, 8, 12, 14, 16, 1e9].map(schedule)).toEqual([0.1, 0.1, 0.1, 0.1, 0.01, 0.01]);
  });

  it('takes no cycles: lr_min from the start', () => {
    expect(build('TanhLRScheduler', { t_initial: 5, cycle_limit: 0, lr_min: 0.02 })(0)).toBe(0.02);
  });

  it('is native where it can be', () => {
    const native = [
      build('CosineLRScheduler', {
        t_initial: 10,
        warmup_t: 3,
        warmup_lr_init: 1e-4,
        lr_min: 1e-3,
      }),
      build('CosineLRScheduler', { t_initial: 5, cycle_limit: 3, cycle_decay: 0.5, k_decay: 2 }),
      build('PolyLRScheduler', { t_initial: 5, cycle_mul: 2, cycle_limit: 3 }),
      build('StepLRScheduler', { decay_t: 4, decay_rate: 0.5, warmup_t: 3, warmup_prefix: false }),
      build('MultiStepLRScheduler', { decay_t: [3, 6], decay_rate: 2 }),
      build('WSDLRScheduler', { t_initial: 10, decay_t: 4, decay_fn: 'power', decay_power: 2 }),
    ];
    for (const schedule of native) expect(schedule.toString()).not.toContain('formula');
    expect(native.map(({ steps }) => steps)).toEqual([10, 15, 35, 1000, 6, 10]);
  });

  it('a warm-up without prefix cuts the curve', () => {
    const params = { t_initial: 10, warmup_t: 4, warmup_lr_init: 0.02 };
    const schedule = build('CosineLRScheduler', params);
    expect(schedule(2)).toBeCloseTo(0.06, 15);
    expect(schedule(4)).toBeCloseTo(0.05 * (1 + Math.cos(0.4 * Math.PI)), 15);
    expect(schedule(10)).toBe(0);
  });

  it('StepLRScheduler drops where Python divides by a fraction, not where it rounds', () => {
    const schedule = build('StepLRScheduler', { decay_t: 0.1, decay_rate: 0.5 });
    // 1 // 0.1 is 9 in Python
    expect(schedule(1)).toBe(0.1 * 0.5 ** 9);
  });

  it('MultiStepLRScheduler drops a step early, after a warm-up in front', () => {
    const params = { decay_t: [0, 3, 3], decay_rate: 0.5, warmup_t: 2 };
    expect([0, 1, 2, 3, 4].map(build('MultiStepLRScheduler', params))).toEqual([
      0, 0.05, 0.05, 0.05, 0.0125,
    ]);
  });

  it('WSDLRScheduler keeps a falling stable part above lr_min', () => {
    const params = { t_initial: 100, decay_t: 2, lr_min: 0.05, stable_fn: 'rsqrt', warmup_t: 3 };
    const schedule = build('WSDLRScheduler', params);
    expect(schedule(6)).toBeCloseTo(0.1 / Math.sqrt(2), 15);
    expect([50, 102, 103].map(schedule)).toEqual([0.05, 0.05, 0.05]);
  });
});

describe('timm, what it refuses', () => {
  it.each([
    ['CosineLRScheduler', { t_initial: 5, foo: 1 }, TypeError, "it has no argument 'foo'"],
    [
      'CosineLRScheduler',
      { t_initial: '5' },
      TypeError,
      't_initial must be an integer of at least 1',
    ],
    [
      'CosineLRScheduler',
      { t_initial: 5, noise_range_t: [1, 2] },
      RangeError,
      'noise_range_t asks for noise',
    ],
    ['TanhLRScheduler', { t_initial: 5, lb: 3 }, RangeError, 'lb must be below ub (3), got 3'],
    ['StepLRScheduler', { decay_t: 0 }, RangeError, 'decay_t must be above 0, got 0'],
    ['MultiStepLRScheduler', { decay_t: [3, 2] }, RangeError, 'decay_t must ascend'],
    [
      'WSDLRScheduler',
      { t_initial: 5, decay_t: 6 },
      RangeError,
      'decay_t must be at most t_initial (5), got 6',
    ],
    [
      'WSDLRScheduler',
      { t_initial: 5, decay_t: 2, decay_ratio: 1 },
      RangeError,
      'decay_ratio must be below 1',
    ],
    [
      'WSDLRScheduler',
      { t_initial: 5, decay_t: 2, stable_fn: 'power' },
      RangeError,
      'needs a stable_timescale above 0',
    ],
  ])('%s %j', (name, params, kind, message) => {
    expect(() => build(name, params)).toThrow(kind);
    expect(() => build(name, params)).toThrow(`Cannot read timm ${name}: `);
    expect(() => build(name, params)).toThrow(message);
  });

  it('more cycles than can be listed', () => {
    const params = { t_initial: 1, cycle_mul: 1.0000001, cycle_limit: 1e9 };
    expect(() => build('CosineLRScheduler', params)).toThrow('makes more than 100000 cycles');
  });
});
