import { describe, expect, it } from 'vitest';
import { composer } from '../../src/library/composer';
import { goldenRecords, read, reader, runRecords } from './golden-records';

const context = { maxDuration: '4ep', batchesPerEpoch: 10, ssr: 1 };
const make = reader('composer', composer);
const build = (name: string, params: object, own: object = {}) =>
  make(name, { ...params }, { baseLr: 1, context: { ...context, ...own } });

function expectRates(schedule: (step: number) => number, rates: Readonly<Record<number, number>>) {
  for (const [step, rate] of Object.entries(rates))
    expect(schedule(Number(step)), `step ${step}`).toBeCloseTo(rate, 14);
}

describe('composer', () => {
  const records = goldenRecords('composer');

  it('reproduces every recording', () => {
    expect(runRecords('composer', records, (record) => read(composer, record))).toEqual([]);
  });

  it('changes nothing with the flag', () => {
    const flagged = records.map((record) => ({ ...record, compat: 'bug-for-bug' as const }));
    expect(runRecords('composer, flagged', flagged, (record) => read(composer, record))).toEqual(
      [],
    );
  });

  it('multiplies the rate of the optimizer', () => {
    const schedule = make('LinearScheduler', {}, { baseLr: 0.4, context });
    expectRates(schedule, { 0: 0.4, 10: 0.3, 40: 0, 99: 0 });
  });
});

describe('composer times', () => {
  it('cuts a share of the run to whole batches', () => {
    // int(0.34 · 10 · 4) = int(13.6) = 13
    const schedule = build('StepScheduler', { step_size: '0.34dur', gamma: 0.5 });
    expectRates(schedule, { 12: 1, 13: 0.5, 25: 0.5, 26: 0.25 });
  });

  it('scales epochs and batches by ssr, and shares of the run not', () => {
    const params = { milestones: ['3ba', '1ep', '0.5dur'], gamma: 0.5 };
    const schedule = build('MultiStepScheduler', params, { ssr: 0.5 });
    expectRates(schedule, { 0: 1, 1: 0.5, 4: 0.5, 5: 0.25, 19: 0.25, 20: 0.125 });
  });

  it('reads scientific notation', () => {
    expectRates(build('StepScheduler', { step_size: '1e1BA', gamma: 0.5 }), { 9: 1, 10: 0.5 });
  });

  it('refuses what it cannot turn into batches', () => {
    const step = (step_size: unknown) => () => build('StepScheduler', { step_size });
    expect(step('10')).toThrow(
      new RangeError(
        "Cannot read composer StepScheduler: step_size must be text such as '10ba', '1ep' or '0.75dur', got '10'",
      ),
    );
    expect(step(10)).toThrow(TypeError);
    expect(step('10sp')).toThrow(/must be in ba, ep or dur/);
    expect(step('1.5ep')).toThrow(/must be a whole number of ep/);
    expect(step('0ba')).toThrow(/at least one batch/);
    const params = { step_size: '1ep' };
    expect(() => build('StepScheduler', params, { batchesPerEpoch: undefined })).toThrow(
      /context.batchesPerEpoch/,
    );
  });
});

describe('composer arguments that are not recorded', () => {
  it('factors may be above 1', () => {
    const step = build('StepScheduler', { step_size: '10ba', gamma: 2 });
    expectRates(step, { 9: 1, 10: 2, 30: 8 });
    const growth = build('ExponentialScheduler', { gamma: 4, decay_period: '10ba' });
    expectRates(growth, { 0: 1, 5: 2, 20: 16 });
    expectRates(build('CosineAnnealingScheduler', { alpha_f: 3 }), { 0: 1, 20: 2, 40: 3, 50: 3 });
    const poly = build('PolynomialScheduler', { power: 2, alpha_f: 3 });
    expectRates(poly, { 0: 1, 20: 2.5, 40: 3, 50: 3 });
    const drops = build('MultiStepScheduler', { milestones: ['2ba', '4ba'], gamma: 3 });
    expectRates(drops, { 1: 1, 2: 3, 4: 9 });
  });

  it('milestones may be in any order, come twice, or be 0', () => {
    const milestones = ['8ba', '0ba', '4ba', '4ba'];
    const schedule = build('MultiStepScheduler', { milestones, gamma: 0.5 });
    expectRates(schedule, { 0: 0.5, 3: 0.5, 4: 0.125, 8: 0.0625 });
  });

  it('milestones before the end of the warm-up apply when it ends', () => {
    const params = { t_warmup: '5ba', milestones: ['3ba', '7ba'], gamma: 0.5 };
    const schedule = build('MultiStepWithWarmupScheduler', params);
    expectRates(schedule, { 0: 0, 4: 0.8, 5: 0.5, 6: 0.5, 7: 0.25 });
  });

  it('restarts are at whole batches', () => {
    // intervals 5, 7, 10, 15: int(1.5 · 5) = 7, int(1.5 · 7) = 10
    const params = { t_0: '5ba', t_mult: 1.5 };
    const schedule = build('CosineAnnealingWarmRestartsScheduler', params);
    expectRates(schedule, { 0: 1, 5: 1, 12: 1, 17: 0.5, 22: 1, 37: 1 });
  });

  it('intervals that stop growing stay as they are', () => {
    const params = { t_0: '3ba', t_mult: 1.2, alpha_f: 0.5 };
    const schedule = build('CosineAnnealingWarmRestartsScheduler', params);
    expectRates(schedule, { 0: 1, 3: 1, 30: 1, 3000000: 1, 3000001: 0.875 });
  });

  it('intervals that shrink to none are refused if the run is longer', () => {
    const params = { t_0: '8ba', t_mult: 0.5 };
    const name = 'CosineAnnealingWarmRestartsScheduler';
    expect(() => build(name, params)).toThrow(
      /shrink to none at batch 15, before the run ends at 40/,
    );
    const schedule = build(name, params, { maxDuration: '15ba' });
    expectRates(schedule, { 0: 1, 4: 0.5, 8: 1, 12: 1, 14: 1, 15: 0, 99: 0 });
  });

  it('a warm-up as long as the run stays at its target', () => {
    const params = { t_warmup: '4ep', alpha_i: 0.5, alpha_f: 0.1 };
    expectRates(build('LinearWithWarmupScheduler', params), { 0: 0, 20: 0.25, 40: 0.5, 99: 0.5 });
    const cosine = build('CosineAnnealingWithWarmupScheduler', { t_warmup: '4ep' });
    expectRates(cosine, { 20: 0.5, 40: 1, 99: 1 });
  });

  it('a scaled warm-up waits at its top until the time that is not scaled has passed', () => {
    const params = { t_warmup: '8ba', scale_warmup: true, power: 1 };
    const schedule = build('PolynomialWithWarmupScheduler', params, { ssr: 0.5 });
    expectRates(schedule, { 0: 0, 2: 0.5, 4: 1, 7: 1, 8: 1, 24: 0.5, 40: 0 });
  });

  it('names an argument that a scheduler does not have', () => {
    expect(() => build('StepScheduler', { step_size: '1ba', foo: 1 })).toThrow(
      new TypeError("Cannot read composer StepScheduler: it has no argument 'foo'"),
    );
    expect(() => make('LinearScheduler', {}, { context })).toThrow(TypeError);
  });
});
