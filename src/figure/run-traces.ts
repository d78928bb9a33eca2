import type { Trace } from './chart';
import { type Line, type LineOptions, lineTrace } from './curve-traces';
import { type Bucket, extremes } from './downsample';
import { encodeColumn } from './encode';
import { minMaxLttb } from './min-max-lttb';
import { formerTraces } from './run-changes';
import { rateTraces } from './run-rates';
import { bestValidation, type RunView } from './run-view';
import { mergeSteps, type Sample } from './sample';

/** What the traces of a run are made from. */
export interface RunParts {
  readonly view: RunView;
  readonly buckets: readonly Bucket[];
  /** Whether they tell one part finer than the rest. */
  readonly isClose: boolean;
  /** The planned schedule. */
  readonly plan: Sample;
  /** Last smoothed loss; NaN before the first. */
  readonly average: number;
  /** Weight of the past in the smoothed loss. */
  readonly smoothing: number;
  readonly peak: number;
  /** What had been planned before changes. */
  readonly former: Line;
}

const MOST_FAILURES = 100;
const MOST_POINTS = 2000;
export const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

/** A single mark; nothing to hover, as a line below it has the value. */
export function mark(role: string, step: number, value: number, yaxis?: string): Trace {
  const more = { uid: role.replaceAll('.', '-'), cliponaxis: false };
  const options: LineOptions = { role, name: '', mode: 'markers', more };
  return lineTrace({ places: [step], values: [value] }, yaxis ? { ...options, yaxis } : options);
}

/** Steps shared by the smoothed loss and the rates, so that all rows of the hover belong to its title. */
export function sharedSteps(buckets: readonly Bucket[]): number[] {
  return mergeSteps(
    buckets.length > 0 ? [0] : [],
    buckets.map((bucket) => bucket.last),
  );
}

function lossTraces({ view, buckets, isClose, average, smoothing }: RunParts): Trace[] {
  const { loss, step: done, status } = view;
  const every = buckets.every(({ low, high, last }) => last === low || last === high || low < 0);
  // stable buckets while it grows, the best look once it is over
  const over = status.kind !== 'running' && done > MOST_POINTS && !isClose;
  const raw = over ? minMaxLttb(loss, done, MOST_POINTS) : extremes(buckets);
  const each = every && raw.length === done;
  const smooth = new Map(buckets.map((bucket) => [bucket.last, bucket.smooth]));
  if (!smooth.has(0)) smooth.set(0, finite(loss[0] as number));
  const shared = sharedSteps(buckets);
  const means = new Map(buckets.map(({ last, sum, count }) => [last, sum / count]));
  const smoothed = lineTrace(
    { places: shared, values: shared.map((step) => smooth.get(step) ?? Number.NaN) },
    {
      role: 'loss.smooth',
      name: `train, smoothed ${smoothing}`,
      hover: `<b>%{y:.3g}</b>   train, smoothed ${smoothing}`,
      more: { uid: 'loss-smooth' },
    },
  );
  // where every step is there, the raw losses say more than means
  const mean = encodeColumn(
    shared.map((step) => means.get(step) ?? finite(loss[step] as number)),
    'f4',
  );
  const traces = [
    lineTrace(
      { places: raw, values: raw.map((step) => finite(loss[step] as number)) },
      {
        role: 'loss.raw',
        name: 'train, every step',
        // thinned points stand near the hovered step, so they say their own
        hover: `%{y:.3g}   train${each ? '' : ', step %{x:,d}'}`,
        more: { uid: 'loss-raw' },
      },
    ),
    each ? smoothed : { ...smoothed, meta: { role: 'loss.smooth', mean } },
  ];
  if (status.kind === 'running' && Number.isFinite(average)) {
    traces.push(mark('loss.smooth.now', done - 1, average));
  }
  return traces;
}

function validationTraces({ view }: RunParts): Trace[] {
  const points = view.validation.slice(-1000);
  if (points.length === 0) return [];
  const best = bestValidation(view);
  const dots = lineTrace(
    { places: points.map(({ step }) => step), values: points.map(({ loss }) => finite(loss)) },
    {
      role: 'validation',
      name: 'validation',
      // joined only when the run is over: while it lasts the next point is not known
      mode: view.status.kind === 'running' ? 'markers' : 'lines+markers',
      hover: '<b>%{y:.3g}</b>   validation, step %{x:,d}',
      more: { uid: 'validation', ...(points.length > 60 ? { marker: { size: 4 } } : {}) },
    },
  );
  return best ? [dots, mark('validation.best', best.step, best.loss)] : [dots];
}

/** Steps without a finite loss, on a rug at the top: they have no height. At most 100, the first ones and the last. */
function failureTraces({ buckets }: RunParts): Trace[] {
  const failed = buckets.map((bucket) => bucket.bad).filter((step) => step >= 0);
  if (failed.length === 0) return [];
  const shown =
    failed.length > MOST_FAILURES
      ? [...failed.slice(0, MOST_FAILURES - 1), failed.at(-1) ?? 0]
      : failed;
  return [
    lineTrace(
      { places: shown, values: shown.map(() => 0.93) },
      {
        role: 'nan',
        name: 'loss',
        mode: 'markers',
        hover: '<b>NaN</b>   loss, step %{x:,d}',
        yaxis: 'y3',
        more: { uid: 'nan', cliponaxis: false },
      },
    ),
  ];
}

/** All traces of a run, those drawn last on top. */
export function runTraces(parts: RunParts): Trace[] {
  const loss = parts.view.step > 0 ? lossTraces(parts) : [];
  const rates = rateTraces(parts, sharedSteps(parts.buckets));
  const former = formerTraces(parts.former, parts.peak);
  return [...loss, ...validationTraces(parts), ...former, ...rates, ...failureTraces(parts)];
}
