import {
  CHART_MIME,
  type Chart,
  runChart as chartOfRun,
  compareChart as chartOfSchedules,
  cosine,
  linear,
} from 'anneal/pure';

export { CHART_MIME };

const TOTAL = 400;
const schedule = cosine({ peak: 1e-3, steps: 380 }).warmup(20);

/** A run of 400 planned steps in 4 epochs, `steps` of them done; its loss only falls. */
export function runChart(steps: number, change: Partial<Chart> = {}): Chart {
  const done = Array.from({ length: steps }, (_, step) => step);
  const chart = chartOfRun({
    title: 'digits · warm-up 5 %, cosine',
    status:
      steps < TOTAL ? { word: 'running', kind: 'running' } : { word: 'finished', kind: 'done' },
    planned: schedule,
    totalSteps: TOTAL,
    stepsPerEpoch: 100,
    step: steps,
    lr: done.map(schedule),
    loss: done.map((step) => 0.05 + 2 * Math.exp(-step / 80)),
    validation: [99, 199, 299, 399]
      .filter((step) => step < steps)
      .map((step) => ({ step, loss: 0.1 + 2 * Math.exp(-step / 80) })),
    elapsed: steps * 0.0124,
  });
  return { ...chart, ...change };
}

/** Four schedules of 400 steps with a table as their key. */
export function compareChart(): Chart {
  const peak = 1e-3;
  return chartOfSchedules(
    [
      { label: 'linear', curve: linear({ peak, steps: TOTAL }) },
      { label: 'cosine', curve: schedule },
      { label: 'half', curve: cosine({ peak: peak / 2, steps: TOTAL }) },
      { label: 'short', curve: cosine({ peak, steps: TOTAL / 2 }) },
    ],
    { stepsPerEpoch: 100 },
  );
}
