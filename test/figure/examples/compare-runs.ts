import { type Chart, compareRunsChart } from '../../../src/figure';
import { cosine, curveOf, stairs, warmup } from './curves';
import { seedRun } from './seeds';

const SEEDS = [1, 2, 3, 4, 5];

/** Three settings of five seeds: two so near that the seeds cannot tell them apart. */
export function compareRuns(): Chart {
  const step = curveOf('step', [stairs(4690, 1e-3, 938)]);
  const smooth = curveOf('cosine', [warmup(235, 1e-3), cosine(4455, 1e-3, 1e-5)]);
  const cycle = curveOf('one-cycle', [
    warmup(1407, 1e-3),
    { ...cosine(3283, 1e-3, 4e-9), name: 'anneal' },
  ]);
  return compareRunsChart([
    { label: 'step', runs: SEEDS.map((seed) => seedRun(step, 0.0545, seed)) },
    { label: 'cosine', runs: SEEDS.map((seed) => seedRun(smooth, 0.0465, seed + 10)) },
    { label: 'one-cycle', runs: SEEDS.map((seed) => seedRun(cycle, 0.046, seed + 20)) },
  ]);
}
