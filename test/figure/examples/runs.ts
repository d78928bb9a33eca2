import type { RateCurve, RunView } from '../../../src/figure';
import { cosine, curveOf, hold, warmup } from './curves';
import { losses } from './losses';

/** The schedule of the example runs: ten epochs of 469 steps. */
export const planned: RateCurve = curveOf('warm-up, hold, cosine', [
  warmup(235, 1e-3),
  hold(563, 1e-3),
  cosine(3892, 1e-3, 1e-5),
]);

/** A run of `step` updates under {@link planned}; `changes` make it special. */
export function runView(step: number, changes: Partial<RunView> = {}): RunView {
  const schedule = changes.planned ?? planned;
  return {
    title: 'mnist-cnn · warm-up 5 %, hold 12 %, cosine',
    status: { word: 'running', kind: 'running' },
    planned: schedule,
    totalSteps: schedule.steps,
    stepsPerEpoch: 469,
    step,
    lr: Float64Array.from({ length: step }, (_, i) => schedule(i)),
    loss: losses(step),
    validation: [],
    elapsed: step * 0.0124,
    ...changes,
  };
}

/** Validation losses at the end of each epoch. */
export function validated(...values: readonly number[]): RunView['validation'] {
  return values.map((loss, index) => ({ step: (index + 1) * 469, loss }));
}
