import { describe, expect, it } from 'vitest';
import { keras } from '../../src/library/keras';
import { type GoldenRecord, goldenRecords, read, reader, runRecords } from './golden-records';

const build = reader('keras', keras);
const bugForBug = { compat: 'bug-for-bug' } as const;
const DEFECTS = ['CosineDecayRestarts/3@float32', 'CosineDecayRestarts/boundaries-t2@float32'];

const records = goldenRecords('keras').filter(({ metrics }) => !metrics);

describe('keras', () => {
  it('reproduces every recording that is not of a plateau', () => {
    const build = (record: GoldenRecord) =>
      read(keras, { ...record, ...(DEFECTS.includes(record.id) && bugForBug) });
    expect(runRecords('keras', records, build)).toEqual([]);
  });

  it('reproduces every recording with the flag, rounding in its precision', () => {
    const build = (record: GoldenRecord) =>
      read(keras, { ...record, ...bugForBug, context: { precision: record.precision } });
    expect(runRecords('keras, flagged', records, build)).toEqual([]);
  });
});

describe('keras CosineDecayRestarts', () => {
  const params = { initial_learning_rate: 0.1, first_decay_steps: 4, t_mul: 1.5, m_mul: 0.8 };

  it('misses no restart without the flag', () => {
    expect(build('CosineDecayRestarts', params)(10)).toBeCloseTo(0.064, 15);
  });

  it('misses the restart that float32 misses with the flag', () => {
    expect(build('CosineDecayRestarts', params, bugForBug)(10)).toBeCloseTo(0, 15);
    const context = { precision: 'float64' };
    const schedule = build('CosineDecayRestarts', params, { ...bugForBug, context });
    expect(schedule(10)).toBeCloseTo(0.064, 15);
  });

  it('misses the restarts that Keras 3.15.1 on PyTorch 2.13.0 misses', () => {
    for (const [t_mul, first_decay_steps, step] of [
      [1.1, 10, 21],
      [1.2, 5, 11],
      [1.5, 128, 6305],
      [2, 1, 8191],
      [2, 7, 229_369],
    ] as const) {
      const params = { initial_learning_rate: 1, first_decay_steps, t_mul };
      expect(build('CosineDecayRestarts', params)(step)).toBeCloseTo(1, 12);
      for (const context of [{}, { precision: 'float32' }]) {
        const schedule = build('CosineDecayRestarts', params, { ...bugForBug, context });
        expect(schedule(step), `${t_mul} at ${step}`).toBeLessThan(1e-6);
      }
    }
  });

  it('refuses swings that grow below a floor above the start', () => {
    const params = { initial_learning_rate: 1, first_decay_steps: 4, m_mul: 1.2, alpha: 2 };
    expect(() => build('CosineDecayRestarts', params)).toThrow(/the rates become negative/);
  });

  it('restarts at whole steps although 100 · 1.1 is not quite 110', () => {
    const first = { initial_learning_rate: 1, first_decay_steps: 100, t_mul: 1.1 };
    const schedule = build('CosineDecayRestarts', first);
    expect([0, 100, 210, 331].map(schedule)).toEqual([1, 1, 1, 1]);
  });

  it('restarts at every sum of its cycles, up to a million', () => {
    for (const t_mul of [1, 1.5, 2, 3, 10]) {
      for (const first of [1, 4, 7, 64]) {
        const params = { initial_learning_rate: 1, first_decay_steps: first, t_mul };
        const schedule = build('CosineDecayRestarts', params);
        let [start, length] = [0, first];
        for (let cycle = 0; start < 1e6 && cycle < 1000; cycle++) {
          if (Number.isInteger(start)) expect(schedule(start)).toBeCloseTo(1, 12);
          start += length;
          length *= t_mul;
        }
      }
    }
  });

  it('shrinks the swing above the floor, not the peak', () => {
    const swing = {
      initial_learning_rate: 1,
      first_decay_steps: 2,
      t_mul: 1,
      m_mul: 0.5,
      alpha: 0.2,
    };
    const rates = [0, 1, 2, 3, 4].map(build('CosineDecayRestarts', swing));
    const expected = [1, 0.6, 0.6, 0.4, 0.4];
    for (const [i, rate] of rates.entries()) expect(rate).toBeCloseTo(expected[i] as number, 14);
  });

  it('refuses cycles that shrink', () => {
    const params = { initial_learning_rate: 1, first_decay_steps: 10, t_mul: 0.5 };
    expect(() => build('CosineDecayRestarts', params)).toThrow(
      new RangeError(
        'Cannot read keras CosineDecayRestarts: t_mul must be at least 1, since cycles that shrink come to an end, got 0.5',
      ),
    );
  });
});

describe('keras arguments that are not recorded', () => {
  it('ExponentialDecay() may grow', () => {
    const params = { initial_learning_rate: 1, decay_steps: 2, decay_rate: 4 };
    expect([0, 1, 2, 4].map(build('ExponentialDecay', params))).toEqual([1, 2, 4, 16]);
    const stairs = build('ExponentialDecay', { ...params, staircase: true });
    expect([0, 1, 2, 3, 4].map(stairs)).toEqual([1, 1, 4, 4, 16]);
  });

  it('lengths need not be whole', () => {
    const params = { initial_learning_rate: 1, decay_steps: 2.5, decay_rate: 0.25 };
    expect(build('ExponentialDecay', params)(5)).toBeCloseTo(1 / 16, 14);
    const stairs = build('ExponentialDecay', { ...params, staircase: true });
    expect([2, 3, 4, 5].map(stairs)).toEqual([1, 0.25, 0.25, 0.0625]);
    expect(build('InverseTimeDecay', params)(5)).toBeCloseTo(1 / 1.5, 14);
    const inverse = build('InverseTimeDecay', { ...params, staircase: true });
    expect([2, 3, 5].map(inverse)).toEqual([1, 0.8, 1 / 1.5]);
    const cosine = build('CosineDecay', { initial_learning_rate: 1, decay_steps: 2.5 });
    expect(cosine(1)).toBeCloseTo((1 + Math.cos(Math.PI / 2.5)) / 2, 14);
    expect(cosine(3)).toBeCloseTo(0, 14);
  });

  it('PiecewiseConstantDecay() keeps the old value at the boundary', () => {
    const params = { boundaries: [2, 2, 4.7], values: [1, 0.5, 0.2, 0.1] };
    const rates = [0, 2, 3, 4, 5, 6].map(build('PiecewiseConstantDecay', params));
    expect(rates).toEqual([1, 1, 0.2, 0.2, 0.1, 0.1]);
  });

  it('PolynomialDecay() ends at 1e-4 by default, and may rise', () => {
    const params = { initial_learning_rate: 0.1, decay_steps: 4 };
    expect(build('PolynomialDecay', params)(4)).toBe(1e-4);
    const rise = { ...params, end_learning_rate: 0.3, power: 2 };
    expect(build('PolynomialDecay', rise)(2)).toBeCloseTo(0.25, 14);
    const cycle = build('PolynomialDecay', { ...rise, power: 1, cycle: true });
    const expected = [0.1, 0.2, 0.3, 0.225, 0.3];
    for (const [i, rate] of [0, 2, 4, 5, 8].map(cycle).entries())
      expect(rate).toBeCloseTo(expected[i] as number, 14);
  });

  it('CosineDecay() may warm up downwards, and for a broken number of steps', () => {
    const params = { initial_learning_rate: 1, decay_steps: 4, warmup_target: 0.5, alpha: 0.2 };
    const down = build('CosineDecay', { ...params, warmup_steps: 2 });
    const expected = [1, 0.75, 0.5, 0.3, 0.1, 0.1];
    for (const [i, rate] of [0, 1, 2, 4, 6, 9].map(down).entries())
      expect(rate).toBeCloseTo(expected[i] as number, 14);
    const broken = build('CosineDecay', { ...params, warmup_steps: 2.5 });
    expect(broken(2)).toBeCloseTo(0.6, 14);
    expect(broken(4.5)).toBeCloseTo(0.3, 14);
    expect(broken(7)).toBeCloseTo(0.1, 14);
  });
});

describe('keras errors', () => {
  it('names an argument that a schedule does not have', () => {
    const params = { initial_learning_rate: 1, decay_steps: 4, foo: 1 };
    expect(() => build('CosineDecay', params)).toThrow(
      new TypeError("Cannot read keras CosineDecay: it has no argument 'foo'"),
    );
  });

  it('refuses the wrong kind of value and what the library refuses', () => {
    expect(() => build('CosineDecay', { initial_learning_rate: 'x', decay_steps: 4 })).toThrow(
      TypeError,
    );
    expect(() => build('CosineDecay', { initial_learning_rate: 1, decay_steps: 0 })).toThrow(
      new RangeError('Cannot read keras CosineDecay: decay_steps must be above 0, got 0'),
    );
    const unsorted = { boundaries: [4, 2], values: [1, 2, 3] };
    expect(() => build('PiecewiseConstantDecay', unsorted)).toThrow(/boundaries must ascend/);
    const params = { initial_learning_rate: 1, first_decay_steps: 4 };
    const context = { precision: 'float16' };
    expect(() => build('CosineDecayRestarts', params, { ...bugForBug, context })).toThrow(
      /context.precision/,
    );
  });
});
