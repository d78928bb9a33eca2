import { describe, expect, it } from 'vitest';
import { optax } from '../../src/library/optax';
import { type GoldenRecord, goldenRecords, read, reader, runRecords } from './golden-records';

const build = reader('optax', optax);
const bugForBug = { compat: 'bug-for-bug' } as const;

const constant = (value: number) => ({ class: 'constant_schedule', params: { value } });

/** Parameters of records that state them in prose. */
const PROSE: Readonly<Record<string, object>> = {
  'join/0': {
    schedules: [
      {
        class: 'linear_schedule',
        params: { init_value: 0, end_value: 0.1, transition_steps: 5 },
      },
      {
        class: 'exponential_decay',
        params: { init_value: 0.1, transition_steps: 3, decay_rate: 0.5 },
      },
      constant(0.01),
    ],
  },
  'join/unsorted': { schedules: [constant(0.1), constant(0.01), constant(0.001)] },
};

const DEFECTS = ['linear_onecycle/2', 'warmup_constant/1', 'join/unsorted'];

function requestOf(record: GoldenRecord): GoldenRecord {
  const name = record.id.split('@')[0] as string;
  const params = { ...record.params, ...PROSE[name] };
  return { ...record, params, ...(DEFECTS.includes(name) && bugForBug) };
}

describe('optax', () => {
  it('reproduces every recording that is not of a plateau', () => {
    const records = goldenRecords('optax').filter(({ metrics }) => !metrics);
    expect(runRecords('optax', records, (record) => read(optax, requestOf(record)))).toEqual([]);
  });

  it('changes nothing with the flag where no defect is listed', () => {
    const records = goldenRecords('optax')
      .map(requestOf)
      .filter(({ metrics, compat }) => !metrics && !compat);
    const flagged = (record: GoldenRecord) => read(optax, { ...record, ...bugForBug });
    expect(runRecords('optax, flagged', records, flagged)).toEqual([]);
  });
});

describe('optax defects without the flag', () => {
  it('linear_onecycle_schedule() of one step starts where longer ones start', () => {
    const schedule = build('linear_onecycle_schedule', { transition_steps: 1, peak_value: 0.1 });
    expect(schedule(0)).toBeCloseTo(0.1 / 25, 15);
    expect(schedule(1)).toBeCloseTo(0.1 / 25 / 1e4, 18);
  });

  it('warmup_constant_schedule() without a warm-up has the peak', () => {
    const params = { init_value: 0, peak_value: 0.1, warmup_steps: 0 };
    expect([0, 1, 9].map(build('warmup_constant_schedule', params))).toEqual([0.1, 0.1, 0.1]);
  });

  it('join_schedules() refuses boundaries that do not ascend', () => {
    const schedules = [constant(1), constant(2), constant(3)];
    expect(() => build('join_schedules', { schedules, boundaries: [8, 4] })).toThrow(
      new RangeError('Cannot read optax join_schedules: boundaries must ascend, got 8 before 4'),
    );
  });
});

describe('optax arguments that are not recorded', () => {
  it('polynomial_schedule() rises, along its power, after it began', () => {
    const params = { init_value: 0.1, end_value: 0.5, power: 3, transition_steps: 4 };
    const schedule = build('polynomial_schedule', { ...params, transition_begin: 2 });
    const rates = [0, 2, 3, 5, 6, 99].map(schedule);
    const share = (left: number) => 0.5 - 0.4 * left * left * left;
    const expected = [0.1, 0.1, share(0.75), share(0.25), 0.5, 0.5];
    for (const [i, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[i] as number, 14);
  });

  it('polynomial_schedule() without transition_steps is its first value', () => {
    const params = { init_value: 0.1, end_value: 0.5, power: 2, transition_steps: 0 };
    expect(build('polynomial_schedule', params)(50)).toBe(0.1);
  });

  it('exponential_decay() holds an end_value above its start from the first step', () => {
    const params = { init_value: 0.1, transition_steps: 5, decay_rate: 0.5, end_value: 0.3 };
    expect([0, 7].map(build('exponential_decay', params))).toEqual([0.3, 0.3]);
  });

  it('exponential_decay() grows in stairs up to end_value', () => {
    const params = { init_value: 1, transition_steps: 3, decay_rate: 2, staircase: true };
    const schedule = build('exponential_decay', { ...params, transition_begin: 2, end_value: 5 });
    expect([0, 2, 4, 5, 7, 8, 11, 1e9].map(schedule)).toEqual([1, 1, 1, 2, 2, 4, 5, 5]);
  });

  it('cosine_decay_schedule() rises when alpha is above 1', () => {
    const params = { init_value: 0.1, decay_steps: 4, alpha: 3 };
    const schedule = build('cosine_decay_schedule', params);
    for (const [step, rate] of [
      [0, 0.1],
      [2, 0.2],
      [4, 0.3],
      [5, 0.3],
    ] as const)
      expect(schedule(step)).toBeCloseTo(rate, 14);
    // 0.1·(−2·½² + 3) half-way
    expect(build('cosine_decay_schedule', { ...params, exponent: 2 })(2)).toBeCloseTo(0.25, 14);
  });

  it('piecewise_constant_schedule() sorts its steps as numbers', () => {
    const scales = { '10': 0.5, '9': 0.1, '-1': 2 };
    const params = { init_value: 1, boundaries_and_scales: scales };
    const rates = [0, 8, 9, 10].map(build('piecewise_constant_schedule', params));
    expect(rates).toEqual([2, 2, 0.2, 0.1]);
  });

  it('piecewise_interpolate_schedule() may begin before step 0', () => {
    const params = { init_value: 1, boundaries_and_scales: { '-2': 0.5, '2': 0.5 } };
    const kind = { interpolate_type: 'linear' };
    const schedule = build('piecewise_interpolate_schedule', { ...params, ...kind });
    expect([0, 1, 2, 3].map(schedule)).toEqual([0.375, 0.3125, 0.25, 0.25]);
  });

  it('cosine_onecycle_schedule() peaks at the whole steps of pct_start', () => {
    const schedule = build('cosine_onecycle_schedule', { transition_steps: 9, peak_value: 1 });
    expect(schedule(0)).toBeCloseTo(1 / 25, 14);
    expect(schedule(2)).toBeCloseTo(1, 14);
    expect(schedule(9)).toBeCloseTo(1 / 25e4, 14);
  });

  it('sgdr_schedule() joins cycles by their decay_steps', () => {
    const cycle = { init_value: 0, peak_value: 1, warmup_steps: 1, decay_steps: 3 };
    const schedule = build('sgdr_schedule', {
      cosine_kwargs: [cycle, { ...cycle, peak_value: 2 }],
    });
    const rates = [0, 1, 2, 3, 4, 5, 6, 7].map(schedule);
    const expected = [0, 1, 0.5, 0, 2, 1, 0, 0];
    for (const [i, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[i] as number, 14);
  });

  it('join_schedules() never shows a part whose boundary another one shares', () => {
    const schedules = [constant(1), constant(2), constant(3)];
    const schedule = build('join_schedules', { schedules, boundaries: [2, 2] });
    expect([0, 1, 2, 3].map(schedule)).toEqual([1, 1, 3, 3]);
  });
});

describe('optax errors', () => {
  it('names an argument that a schedule does not have', () => {
    expect(() => build('constant_schedule', { value: 1, foo: 2 })).toThrow(
      new TypeError("Cannot read optax constant_schedule: it has no argument 'foo'"),
    );
    const cycle = { init_value: 0, peak_value: 1, warmup_steps: 1, decay_steps: 3, foo: 1 };
    expect(() => build('sgdr_schedule', { cosine_kwargs: [cycle] })).toThrow(/no argument 'foo'/);
  });

  it('refuses the wrong kind of value', () => {
    expect(() => build('constant_schedule', { value: 'x' })).toThrow(TypeError);
    const text = { init_value: 1, boundaries_and_scales: [1] };
    expect(() => build('piecewise_constant_schedule', text)).toThrow(TypeError);
    expect(() => build('constant_schedule', { value: -1 })).toThrow(
      new RangeError('Cannot read optax constant_schedule: value must be at least 0, got -1'),
    );
  });

  it('refuses what the library refuses', () => {
    const warm = { init_value: 0, peak_value: 1, warmup_steps: 5, decay_steps: 5 };
    expect(() => build('warmup_cosine_decay_schedule', warm)).toThrow(/above warmup_steps \(5\)/);
    const scales = { init_value: 1, boundaries_and_scales: { '3': -1 } };
    expect(() => build('piecewise_constant_schedule', scales)).toThrow(/scale at step 3/);
  });
});
