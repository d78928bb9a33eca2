import { describe, expect, it } from 'vitest';
import { constant } from '../../src/schedule';
import { Run } from '../../src/train';

const columns = ['loss', ...Array.from({ length: 7 }, (_, index) => `metric ${index}`)];
const values = columns.map((_, index) => index);

describe('history', () => {
  it('holds a million steps of eight metrics in 40 MB', () => {
    const schedule = constant({ peak: 1 });
    const run = new Run({ schedule, plan: { steps: 1e6 }, columns });
    for (let step = 0; step < 1e6; step++) run.recordUpdate(1, values);
    expect(run.historyBytes).toBeLessThanOrEqual(40e6);
    const { history } = run;
    expect(Object.values(history).every((column) => column.length === 1e6)).toBe(true);
    expect([history.step[999_999], history['metric 6']?.[999_999]]).toEqual([999_999, 7]);
    // the columns themselves: another look at them holds no more
    expect(run.history.loss.buffer).toBe(history.loss.buffer);
  });

  it('has room for more than was planned', () => {
    const schedule = constant({ peak: 1 });
    const run = new Run({ schedule, plan: { steps: 3 }, columns: ['loss'] });
    for (let step = 0; step < 100; step++) run.recordUpdate(step, [step]);
    expect([...run.history.lr]).toEqual(Array.from({ length: 100 }, (_, step) => step));
  });
});
