import { describe, expect, it } from 'vitest';
import { fastai, fastaiMomentum } from '../../src/library/fastai';
import { schedulefree } from '../../src/library/schedulefree';
import { torchLrFinder } from '../../src/library/torch-lr-finder';
import { type GoldenRecord, goldenRecords, read, reader, runRecords } from './golden-records';

const build = reader('fastai', fastai);

function expectRates(
  schedule: (step: number) => number,
  rates: readonly (readonly [number, number])[],
) {
  for (const [step, rate] of rates) expect(schedule(step), `step ${step}`).toBeCloseTo(rate, 13);
}

/** The rates a record has, by the table that its library, or what it recorded, is in. */
function buildRecord(record: GoldenRecord) {
  if (record.library === 'torch_lr_finder') return read(torchLrFinder, record);
  return read(record.id.endsWith('/mom') ? fastaiMomentum : fastai, record);
}

describe('fastai', () => {
  it('reproduces every recording of a schedule', () => {
    const records = goldenRecords('lr_finder').filter(({ lr }) => lr?.length > 0);
    expect(runRecords('fastai', records, buildRecord)).toEqual([]);
  });

  it('refuses shares that do not sum to exactly 1, as recorded', () => {
    const [record] = goldenRecords('lr_finder').filter(
      ({ class: name }) => name === 'combine_scheds',
    );
    expect(() => read(fastai, record as GoldenRecord)).toThrow(
      /pcts must sum to exactly 1, got 0.9999999999999999/,
    );
  });
});

describe('fastai arguments that are not recorded', () => {
  it('annealers take positions by name, over some batches', () => {
    const params = { start: 1, end: 16 };
    expectRates(build('SchedExp', { ...params, batches: 4 }), [
      [0, 1],
      [1, 2],
      [3, 8],
      [9, 16],
    ]);
    expectRates(build('SchedExp', { start: 16, end: 1, batches: 4 }), [
      [1, 8],
      [4, 1],
      [9, 1],
    ]);
    const poly = build('SchedPoly', { ...params, power: 2 }, { context: { batches: 2 } });
    expectRates(poly, [
      [0, 1],
      [1, 1 + 15 / 4],
      [2, 16],
      [3, 16],
    ]);
    expectRates(build('SchedNo', params), [
      [0, 1],
      [0.7, 1],
    ]);
    expectRates(build('SchedCos', { start: 0.2, end: 0.2 }), [[0.3, 0.2]]);
  });

  it('combine_scheds() runs annealers one after another', () => {
    const scheds = [
      { class: 'SchedLin', params: { start: 0, end: 1 } },
      { class: 'SchedPoly', params: { start: 1, end: 0, power: 2 } },
      { class: 'SchedExp', params: { start: 1, end: 4 } },
    ];
    const schedule = build('combine_scheds', { pcts: [0.5, 0.25, 0.25], scheds, batches: 8 });
    expectRates(schedule, [
      [0, 0],
      [2, 0.5],
      [4, 1],
      [5, 0.75],
      [6, 1],
      [7, 2],
      [8, 4],
      [99, 4],
    ]);
  });

  it('fit_one_cycle() takes batches from its epochs, and the rate from the learner', () => {
    const rest = { baseLr: 1, context: { batchesPerEpoch: 4 } };
    const schedule = build('fit_one_cycle', { n_epoch: 2, pct_start: 0.3, div: 5 }, rest);
    // the peak is between two updates, at 2.4
    const rise = (x: number) => 0.2 + (0.8 * (1 - Math.cos(Math.PI * x))) / 2;
    expectRates(schedule, [
      [0, 0.2],
      [1.2, 0.6],
      [2, rise(2 / 2.4)],
      [2.4, 1],
      [8, 1e-5],
      [9, 1e-5],
    ]);
    expect(() => build('fit_one_cycle', { n_epoch: 2, lr_max: 1 })).toThrow(/batchesPerEpoch/);
  });

  it('fit_one_cycle() rises from a 25th for a quarter by default', () => {
    const schedule = build('fit_one_cycle', { batches: 8, lr_max: 1 });
    expectRates(schedule, [
      [0, 0.04],
      [1, 0.52],
      [2, 1],
      [5, (1 + 1e-5) / 2],
    ]);
  });

  it('fit_flat_cos() is flat for three quarters', () => {
    const schedule = build('fit_flat_cos', { lr: 1, batches: 8, div_final: 2 });
    expectRates(schedule, [
      [0, 1],
      [6, 1],
      [7, 0.75],
      [8, 0.5],
    ]);
  });

  it('fit_sgdr() restarts after cycles that grow', () => {
    const context = { batchesPerEpoch: 2 };
    const params = { n_cycles: 2, cycle_len: 1, lr_max: 1 };
    const schedule = build('fit_sgdr', params, { context });
    expectRates(schedule, [
      [0, 1],
      [1, 0.5],
      [2, 1],
      [4, 0.5],
      [5, 0.5 * (1 - Math.SQRT1_2)],
    ]);
    expect(() => build('fit_sgdr', { ...params, cycle_mult: 1 }, { context })).toThrow(RangeError);
    // as shares of the training the first cycle is a third of it
    const shares = build('fit_sgdr', params, { context: { batches: 1 } });
    expectRates(shares, [
      [0, 1],
      [1 / 6, 0.5],
      [1 / 3, 1],
      [2 / 3, 0.5],
    ]);
  });

  it('fine_tune() is a frozen cycle, then one at half of its rate', () => {
    const context = { batchesPerEpoch: 100 };
    const schedule = build('fine_tune', { epochs: 1, base_lr: 0.2 }, { context });
    expectRates(schedule, [
      [0, 0.008],
      [99, 0.2],
      [100, 0.02],
      [130, 0.1],
      [200, 1e-6],
    ]);
  });

  it('LRFinder() has at least six steps', () => {
    const schedule = build('LRFinder', { start_lr: 1, end_lr: 64, num_it: 2 });
    expectRates(schedule, [
      [0, 1],
      [1, 2],
      [5, 32],
      [6, 64],
    ]);
  });

  it('names an argument that a schedule does not have, and refuses wrong kinds', () => {
    expect(() => build('SchedLin', { start: 1, end: 2, foo: 1 })).toThrow(
      new TypeError("Cannot read fastai SchedLin: it has no argument 'foo'"),
    );
    expect(() => build('SchedLin', { start: 'x', end: 2 })).toThrow(TypeError);
    expect(() => build('SchedLin', { call: 'SchedLin(1)' })).toThrow(TypeError);
    expect(() => build('SchedExp', { start: 0, end: 2 })).toThrow(/start must be above 0/);
  });
});

describe('torch-lr-finder', () => {
  it('reaches end_lr at its last step', () => {
    const sweep = reader('torch_lr_finder', torchLrFinder);
    const params = { end_lr: 5, num_iter: 5 };
    expectRates(sweep('LinearLR', params, { baseLr: 1 }), [
      [0, 1],
      [1, 2],
      [4, 5],
    ]);
    expect(() => sweep('LinearLR', { ...params, num_iter: 1 }, { baseLr: 1 })).toThrow(RangeError);
  });
});

describe('schedulefree', () => {
  const build = reader('schedulefree', schedulefree);

  it('reproduces every recording of a rate', () => {
    const records = goldenRecords('schedulefree');
    expect(runRecords('schedulefree', records, (one) => read(schedulefree, one))).toEqual([]);
  });

  it('warms up to the rate that lr or the optimizer has', () => {
    const params = { warmup_steps: 2, betas: [0.9, 0.99] };
    expectRates(build('AdamWScheduleFree', params, { baseLr: 0.5 }), [
      [0, 0.25],
      [1, 0.5],
      [9, 0.5],
    ]);
    expectRates(build('SGDScheduleFree', { ...params, lr: 2 }), [
      [0, 1],
      [1, 2],
    ]);
  });

  it('names an argument that an optimizer does not have', () => {
    expect(() => build('SGDScheduleFree', { foo: 1 }, { baseLr: 1 })).toThrow(
      new TypeError("Cannot read schedulefree SGDScheduleFree: it has no argument 'foo'"),
    );
  });
});
