import type { Trace } from './chart';
import type { Setting } from './compare-runs-table';
import { lineTrace } from './curve-traces';
import { encodeColumn } from './encode';
import type { FigureMeta, UnitView } from './layout';
import { type GroupCurve, median } from './measured';
import { type RunView, secondsPerStep } from './run-view';
import { seriesRole } from './series';
import { plotlyText } from './text';

/** Units in which settings can be aligned, and how long each axis is. */
export function unitsOf(runs: readonly RunView[], area: number): FigureMeta['units'] {
  const longest = (perStep: (run: RunView) => number): UnitView => {
    const [first = 0, ...others] = runs.map(perStep);
    return {
      ...(others.every((other) => other === first) ? { perStep: first } : {}),
      total: Math.max(...runs.map((run) => run.step * perStep(run))),
    };
  };
  return {
    ...(runs.every((run) => run.stepsPerEpoch)
      ? { epoch: longest((run) => 1 / (run.stepsPerEpoch as number)) }
      : {}),
    ...(runs.every((run) => run.examplesPerStep)
      ? { sample: longest((run) => run.examplesPerStep as number) }
      : {}),
    ...(runs.every((run) => secondsPerStep(run) > 0) ? { time: longest(secondsPerStep) } : {}),
    area: { total: area },
  };
}

/** Plotly makes a selector of it, which a dot would break. */
export const uidOf = (index: number): string => `series-${index + 1}`;

/** Where the steps of a setting stand in each unit: those of its first run, the time of its middle one. */
function placesOf(
  { runs }: Setting,
  steps: readonly number[],
): NonNullable<Trace['meta']['places']> {
  const [run] = runs as readonly [RunView];
  const sums = new Map<number, number>();
  let [sum, next] = [0, 0];
  const longest = runs.reduce((a, b) => (b.step > a.step ? b : a), run);
  for (const step of [...new Set(steps)].sort((a, b) => a - b)) {
    for (; next <= step && next < longest.step; next++) sum += longest.lr[next] as number;
    sums.set(step, sum);
  }
  return {
    ...(run.stepsPerEpoch ? { epoch: 1 / run.stepsPerEpoch } : {}),
    ...(run.examplesPerStep ? { sample: run.examplesPerStep } : {}),
    time: median(runs.map(secondsPerStep)),
    area: encodeColumn(
      steps.map((step) => sums.get(step) as number),
      'f4',
    ),
  };
}

/** A filled outline from the lowest to the highest, without the gaps. */
function bandTrace(
  setting: Setting,
  { steps, low, high }: GroupCurve,
  [role, uid]: readonly [role: string, uid: string],
): Trace {
  const held = steps.map((_, i) => i).filter((i) => Number.isFinite(low[i]));
  const order = [...held, ...[...held].reverse()];
  const places = order.map((i) => steps[i] as number);
  const values = order.map((i, at) => (at < held.length ? high[i] : low[i]) as number);
  return {
    ...lineTrace(
      { places, values },
      { role: `${role}.band`, name: '', more: { uid: `${uid}-band`, fill: 'toself' } },
    ),
    meta: { role: `${role}.band`, places: placesOf(setting, places) },
  };
}

/** The line of a setting, and the band of its seeds before it. */
export function settingTraces(setting: Setting, index: number): Trace[] {
  const { curve, runs, label } = setting;
  const role = seriesRole(index);
  const line = lineTrace(
    { places: curve.steps, values: curve.median },
    {
      role,
      name: label,
      hover: `<b>%{y:.3g}</b>   ${plotlyText(label)}`,
      more: { uid: uidOf(index) },
    },
  );
  const placed = { ...line, meta: { role, places: placesOf(setting, curve.steps) } };
  return runs.length > 1 ? [bandTrace(setting, curve, [role, uidOf(index)]), placed] : [placed];
}
