import { describe, expect, it } from 'vitest';
import { megatron, megatronWeightDecay } from '../../src/library/megatron';
import { firstMiss, goldenRecords, read, reader, runRecords } from './golden-records';

const lengths = { lr_warmup_steps: 4, lr_decay_steps: 20 };
const rates = { init_lr: 0, max_lr: 1, min_lr: 0.1 };
const make = reader('megatron', megatron);
const build = (params: object) =>
  make('OptimizerParamScheduler', { ...lengths, ...rates, ...params });

function expectRates(schedule: (step: number) => number, rates: Readonly<Record<number, number>>) {
  for (const [step, rate] of Object.entries(rates))
    expect(schedule(Number(step)), `step ${step}`).toBeCloseTo(rate, 14);
}

describe('megatron', () => {
  const records = goldenRecords('megatron');

  it('reproduces every recording', () => {
    expect(runRecords('megatron', records, (record) => read(megatron, record))).toEqual([]);
  });

  it('reproduces every recorded weight decay', () => {
    const decays = records
      .filter(({ raises }) => !raises)
      .map((record) => ({ ...record, lr: record.weightDecay as readonly number[] }));
    const build = (record: (typeof decays)[number]) => read(megatronWeightDecay, record);
    expect(runRecords('megatron weight decay', decays, build)).toEqual([]);
  });

  it('would notice a rate that is off by a billionth', () => {
    const record = { precision: 'float64', steps: [0, 1], lr: [1, 1 + 2e-9] };
    expect(firstMiss(record, () => 1)).toBe('step 1: 1 instead of 1.000000002');
  });
});

describe('megatron arguments that are not recorded', () => {
  it('WSD with cosine decays over wsd_decay_steps, from init_lr on', () => {
    const params = { lr_decay_style: 'WSD', lr_wsd_decay_style: 'cosine', wsd_decay_steps: 8 };
    const schedule = build({ ...params, init_lr: 0.2 });
    expectRates(schedule, { 0: 0.2, 2: 0.6, 4: 1, 12: 1, 16: 0.55, 20: 0.1, 21: 0.1 });
  });

  it('WSD whose decay begins within the warm-up drops when that ends', () => {
    const params = { lr_decay_style: 'WSD', lr_wsd_decay_style: 'linear', wsd_decay_steps: 18 };
    const schedule = build(params);
    expectRates(schedule, { 3: 0.75, 4: 1, 5: 1 - (0.9 * 3) / 18, 11: 0.55, 20: 0.1, 99: 0.1 });
    const without = build({ ...params, lr_warmup_steps: 0, wsd_decay_steps: 25 });
    expectRates(without, { 0: 1 - (0.9 * 5) / 25, 20: 0.1, 21: 0.1 });
  });

  it('WSD without decay steps drops after the last step', () => {
    const params = { lr_decay_style: 'WSD', lr_wsd_decay_style: 'minus_sqrt', wsd_decay_steps: 0 };
    expectRates(build(params), { 4: 1, 20: 1, 21: 0.1 });
  });

  it('the inverse square root has its floor, and drops to it after the last step', () => {
    const params = { lr_decay_style: 'inverse-square-root', lr_decay_steps: 500 };
    const schedule = build(params);
    expectRates(schedule, { 2: 0.5, 4: 1, 16: 0.5, 64: 0.25, 400: 0.1, 401: 0.1 });
    const short = build({ ...params, lr_decay_steps: 16, lr_warmup_steps: 0 });
    expectRates(short, { 0: 1, 1: 1, 4: 0.5, 16: 0.25, 17: 0.1 });
  });

  it('weight decay stays at a constant', () => {
    const name = 'OptimizerParamScheduler';
    const params = { start_wd: 0.1, end_wd: 0.1, wd_incr_style: 'constant', wd_incr_steps: 0 };
    const decay = reader('megatron', megatronWeightDecay);
    expect(decay(name, { ...params })(7)).toBe(0.1);
    expect(() => decay(name, { ...params, end_wd: 0.2 })).toThrow(/end_wd must be start_wd/);
    expect(() => decay(name, { ...params, end_wd: 0.01 })).toThrow(/at least 0.1/);
  });
});

describe('megatron errors', () => {
  it('names an argument that the scheduler does not have', () => {
    expect(() => build({ lr_decay_style: 'linear', foo: 1 })).toThrow(
      new TypeError("Cannot read megatron OptimizerParamScheduler: it has no argument 'foo'"),
    );
  });

  it('refuses what the library asserts', () => {
    const linear = { lr_decay_style: 'linear' };
    expect(() => build({ ...linear, min_lr: 2 })).toThrow(/min_lr must be at most max_lr/);
    expect(() => build({ ...linear, init_lr: 2 })).toThrow(/init_lr must be at most max_lr/);
    expect(() => build({ ...linear, lr_warmup_steps: 20 })).toThrow(/below lr_decay_steps/);
    expect(() => build({ lr_decay_style: 'triangle' })).toThrow(/lr_decay_style must be one of/);
  });

  it('refuses an unknown WSD style at once, not when the decay begins', () => {
    const params = { lr_decay_style: 'WSD', wsd_decay_steps: 4, lr_wsd_decay_style: 'other' };
    expect(() => build(params)).toThrow(/lr_wsd_decay_style must be one of/);
  });
});
