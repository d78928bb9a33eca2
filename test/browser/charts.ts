import {
  CHART_MIME,
  type Chart,
  rangeChart as chartOfRange,
  runChart as chartOfRun,
  compareRunsChart as chartOfRuns,
  compareChart as chartOfSchedules,
  cosine,
  linear,
  type RunView,
  scheduleChart,
} from 'anneal/pure';
import { hostile } from '../figure/examples/hostile';

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

/** Two settings of three seeds that nothing tells apart, with a table and a verdict. */
export function compareRunsChart(): Chart {
  return chartOfRuns(
    [1, 2].map((setting) => ({
      label: `setting ${setting}`,
      runs: [0.9, 1, 1.1].map((factor) => finished(TOTAL, factor * (setting === 1 ? 1 : 1.01))),
    })),
  );
}

/** A range test that suggests four rates. */
export function rangeChart(): Chart {
  const rates = Array.from({ length: 60 }, (_, i) => 10 ** (-6 + i / 10));
  const losses = rates.map((rate) => 2 - 1.5 / (1 + 1e-3 / rate) + rate ** 2 * 4);
  const suggested = { slide: 2e-4, valley: 6e-4, steep: 1e-3, minimum: 3e-3 };
  return chartOfRange({ rates, losses, smoothed: losses, ...suggested, verdict: 'ok' });
}

/** A finished run of a million steps. */
export function longRun(title: string): Chart {
  return { ...chartOfRun(finished(1_000_000, 1)), title };
}

/** Each kind of chart, with each hostile name in every place that takes one. */
export function hostileCharts(): Chart[] {
  return hostile.flatMap((text) => {
    const view = { ...finished(60, 1), title: text, stopReason: text };
    const curve = Object.assign((step: number) => 1e-3 / (step + 1), {
      steps: 90,
      label: text,
      phases: [{ name: text, kind: 'fall', from: 0, to: 90 }] as const,
    });
    return [
      chartOfRun({ ...view, status: { word: text, kind: 'stopped' }, totalSteps: 90 }),
      chartOfRuns([
        { label: text, runs: [view] },
        { label: 'other', runs: [view] },
      ]),
      scheduleChart(curve),
    ];
  });
}

function finished(steps: number, factor: number): RunView {
  const planned = steps === TOTAL ? schedule : cosine({ peak: 1e-3, steps });
  return {
    title: 'digits',
    status: { word: 'finished', kind: 'done' },
    planned,
    totalSteps: steps,
    stepsPerEpoch: Math.ceil(steps / 4),
    step: steps,
    lr: planned.sample(steps),
    loss: Float32Array.from(
      { length: steps },
      (_, step) =>
        factor * (0.05 + 2 * Math.exp((-5 * step) / steps)) * (0.75 + ((step * 7919) % 101) / 200),
    ),
    validation: [],
    elapsed: steps * 0.01,
  };
}
