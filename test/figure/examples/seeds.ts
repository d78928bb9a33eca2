import type { RateCurve, RunView } from '../../../src/figure';
import { random } from './losses';
import { runView } from './runs';

/** A run of a seed: its validation, five times an epoch, falls to about `floor` the faster the higher the rate. */
export function seedRun(
  planned: RateCurve,
  floor: number,
  seed: number,
  changes: object = {},
): RunView {
  const next = random(seed);
  const noise = (size: number): number => Math.exp(size * (next() + next() + next() - 1.5));
  const own = floor * noise(0.12);
  const peak = Math.max(...Array.from({ length: 200 }, (_, i) => planned(i * 23)));
  let progress = 0;
  const validation: { step: number; loss: number }[] = [];
  for (let step = 0; step < planned.steps; step++) {
    const rate = planned(step) / peak;
    progress += 0.3 + rate;
    if ((step + 1) % 94 !== 0) continue;
    const mean =
      own * (1 + 0.35 * rate) + 1.9 * Math.exp(-progress / 190) + 0.2 * Math.exp(-progress / 900);
    validation.push({ step, loss: mean * noise(0.1) });
  }
  const loss = Float64Array.from(
    { length: planned.steps },
    (_, step) => (own + 2 * Math.exp(-step / 300)) * noise(0.5),
  );
  return runView(planned.steps, {
    planned,
    loss,
    validation,
    status: { word: 'finished', kind: 'done' },
    examplesPerStep: 128,
    elapsed: planned.steps * (0.0115 + 0.002 * next()),
    ...changes,
  });
}
