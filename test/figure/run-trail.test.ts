import { describe, expect, it } from 'vitest';
import { runMemory, runTrail } from '../../src/figure';
import { planned, runView } from './examples/runs';

describe('runTrail()', () => {
  it('is at most 200 places and 16 kB, whatever the number of steps', () => {
    for (const step of [1, 199, 4690, 100_000]) {
      const lr = new Float64Array(step).fill(1 / 3);
      const trail = runTrail(runView(step, { lr, totalSteps: step }), runMemory());
      expect(trail.loss.steps.length).toBeLessThanOrEqual(200);
      expect(trail.lr.steps.at(-1)).toBe(step - 1);
      expect(JSON.stringify(trail).length).toBeLessThan(16_000);
    }
  });

  it('has both sides of a change, and what had been planned ahead of it', () => {
    const lr = Float64Array.from({ length: 3000 }, (_, step) => (step < 1641 ? 1e-3 : 5e-4));
    const view = runView(3000, { lr, changes: [{ step: 1641, before: planned }] });
    const { lr: used, changes, former } = runTrail(view, runMemory());
    const at = (step: number) => used.values[used.steps.indexOf(step)];
    expect([at(1640), at(1641)]).toEqual([1e-3, 5e-4]);
    expect(changes).toEqual([1641]);
    expect([former.steps[0], former.steps.at(-1)]).toEqual([1641, 4689]);
    expect(former.values.at(-1)).toBeNull();
  });

  it('has null where the loss is no number, and survives JSON', () => {
    const trail = runTrail(runView(3, { loss: [1, Number.NaN, 3] }), runMemory());
    expect(trail.loss.low).toEqual([1, null, 3]);
    expect(JSON.parse(JSON.stringify(trail))).toEqual(trail);
  });

  it('costs only the new steps with a memory, and is the same', () => {
    const memory = runMemory();
    const loss = runView(3000).loss;
    for (const step of [5, 700]) runTrail(runView(step, { loss }), memory);
    expect(runTrail(runView(3000, { loss }), memory)).toEqual(
      runTrail(runView(3000, { loss }), runMemory()),
    );
  });
});
