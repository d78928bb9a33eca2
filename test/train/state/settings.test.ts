import { describe, expect, it } from 'vitest';
import { cosine, linear } from '../../../src/schedule';
import { intervalOf } from '../../../src/train/state/every';
import { fingerprint } from '../../../src/train/state/fingerprint';
import { machineDifference, machineFacts } from '../../../src/train/state/machine';
import { changedSettings, settingsText } from '../../../src/train/state/settings';
import { tf } from '../tensorflow';

describe('the settings of a run', () => {
  const before = { schedule: cosine({ peak: 1, floor: 0.1 }).spec, epochs: 2, momentum: 0.9 };

  it('are the same however their options were ordered', () => {
    const same = { epochs: 2, momentum: 0.9, schedule: cosine({ floor: 0.1, peak: 1 }).spec };
    expect(changedSettings(before, same)).toEqual([]);
  });

  it('that differ are named, one that is new or gone as well', () => {
    const now = { schedule: linear().spec, epochs: 2, momentum: 0, seed: 1 };
    expect(changedSettings(before, now)).toEqual(['schedule', 'momentum', 'seed']);
    expect(changedSettings(now, before)).toEqual(['schedule', 'momentum', 'seed']);
  });

  it('are told in words, a schedule by its label', () => {
    const settings = {
      schedule: cosine({ peak: 1 }).named('mine').spec,
      epochs: 2,
      data: 'x'.repeat(99),
    };
    expect(settingsText(settings, ['schedule', 'epochs', 'seed'])).toBe(
      'schedule mine and epochs 2 and seed not given',
    );
    expect(settingsText(settings, ['data'])).toHaveLength('data '.length + 60);
  });
});

describe('intervalOf()', () => {
  const plan = { examples: 100, batchSize: 10, epochs: 5 };
  it.each([
    [500, { updates: 500, seconds: Infinity }],
    ['1ep', { updates: 10, seconds: Infinity }],
    ['0.5ep', { updates: 5, seconds: Infinity }],
    ['10%', { updates: 5, seconds: Infinity }],
    ['2.5s', { updates: Infinity, seconds: 2.5 }],
  ] as const)('reads %s', (every, interval) => {
    expect(intervalOf(every, plan)).toEqual(interval);
  });

  it.each([0, -1, Number.NaN, '0ep', 'often', '1 s', null, {}])('refuses %s', (every) => {
    expect(() => intervalOf(every as never, plan)).toThrow(
      `Cannot train: checkpoint.every must be at least one update, such as 500, '1ep' or '30s', got ${JSON.stringify(every)}`,
    );
  });
});

describe('the machine', () => {
  it('is known as far as the last bits depend on it', () => {
    expect(machineFacts(tf as never)).toEqual({
      backend: 'tensorflow',
      tfjs: tf.version_core,
      cores: expect.any(Number),
      oneDNN: process.env.TF_ENABLE_ONEDNN_OPTS ?? 'default',
      platform: `${process.platform} ${process.arch}`,
      node: process.version,
    });
  });

  it('is compared in words; another Node makes no difference', () => {
    const facts = machineFacts(tf as never);
    expect(machineDifference(facts, { ...facts, node: 'v22.0.0' })).toBeUndefined();
    expect(machineDifference(facts, { ...facts, cores: 99, backend: 'cpu' })).toBe(
      `backend cpu instead of tensorflow, cores 99 instead of ${facts.cores}`,
    );
  });
});

describe('fingerprint()', () => {
  it('is another for other numbers, and for other shapes', () => {
    const base = Array.from({ length: 1000 }, (_, index) => index);
    const of = (values: number[], shape = [500, 2]) =>
      tf.tidy(() => fingerprint(tf as never, [tf.tensor(values, shape)]));
    expect(of(base)).toMatch(/^\[500, 2\] [0-9a-f]{8}$/);
    expect(of(base)).toBe(of([...base]));
    expect(of([...base.slice(0, -1), 0])).not.toBe(of(base));
    expect(of(base, [250, 4])).not.toBe(of(base));
  });

  it('takes one example, and leaves no tensor behind', () => {
    const one = tf.tensor2d([[1, 2]]);
    const before = tf.memory().numTensors;
    fingerprint(tf as never, [one, one]);
    expect(tf.memory().numTensors).toBe(before);
    one.dispose();
  });
});
