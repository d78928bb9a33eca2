import { rateFormat } from './axes';
import type { Trace } from './chart';
import { brokenLine, closingLine, type LineOptions, lineTrace } from './curve-traces';
import { type Bucket, extremes } from './downsample';
import { bestValidation, type RunView } from './run-view';
import { findJumps, mergeSteps, type Sample } from './sample';

/** What the traces of a run are made from. */
export interface RunParts {
  readonly view: RunView;
  readonly buckets: readonly Bucket[];
  /** The planned schedule. */
  readonly plan: Sample;
  /** Last smoothed loss; NaN before the first. */
  readonly average: number;
  readonly peak: number;
}

const MOST_FAILURES = 100;
const same = (step: number): number => step;
const finite = (value: number): number => (Number.isFinite(value) ? value : Number.NaN);

/** A single mark; nothing to hover, as a line below it has the value. */
function mark(role: string, step: number, value: number, yaxis?: string): Trace {
  const more = { uid: role.replaceAll('.', '-'), cliponaxis: false };
  const options: LineOptions = { role, name: '', mode: 'markers', more };
  return lineTrace({ places: [step], values: [value] }, yaxis ? { ...options, yaxis } : options);
}

/** Steps shared by the smoothed loss and the rate, so that both rows of the hover belong to its title. */
function sharedSteps(buckets: readonly Bucket[]): number[] {
  return mergeSteps(
    buckets.length > 0 ? [0] : [],
    buckets.map((bucket) => bucket.last),
  );
}

function lossTraces({ view, buckets, average }: RunParts): Trace[] {
  const { loss, step: done, status } = view;
  const every = buckets.every(({ low, high, last }) => last === low || last === high || low < 0);
  const raw = extremes(buckets);
  const each = every && raw.length === done;
  const smooth = new Map(buckets.map((bucket) => [bucket.last, bucket.smooth]));
  if (!smooth.has(0)) smooth.set(0, finite(loss[0] as number));
  const shared = sharedSteps(buckets);
  const traces = [
    lineTrace(
      { places: raw, values: raw.map((step) => finite(loss[step] as number)) },
      {
        role: 'loss.raw',
        name: 'train',
        // thinned points stand near the hovered step, so they say their own
        hover: `%{y:.3g}   train${each ? '' : ', step %{x:,d}'}`,
        more: { uid: 'loss-raw' },
      },
    ),
    lineTrace(
      { places: shared, values: shared.map((step) => smooth.get(step) ?? Number.NaN) },
      {
        role: 'loss.smooth',
        name: 'train, smoothed',
        hover: '<b>%{y:.3g}</b>   train, smoothed',
        more: { uid: 'loss-smooth' },
      },
    ),
  ];
  if (status.kind === 'running' && Number.isFinite(average)) {
    traces.push(mark('loss.now', done - 1, average));
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
  return best ? [dots, mark('best', best.step, best.loss)] : [dots];
}

function rateTraces({ view, buckets, plan, peak }: RunParts): Trace[] {
  const { lr, step: done, totalSteps, planned, status } = view;
  const format = rateFormat(peak);
  const used = (step: number): number => lr[step] as number;
  const traces: Trace[] = [];
  if (done > 0) {
    const steps = sharedSteps(buckets);
    const restarts = new Set(plan.jumps.filter((jump) => jump.restart).map((jump) => jump.step));
    const found = findJumps(used, steps, peak);
    const ahead = [...restarts].filter((step) => step < done);
    const jumps = mergeSteps(found, ahead).map((step) => ({ step, restart: restarts.has(step) }));
    traces.push(
      lineTrace(brokenLine(steps, jumps, used, same), {
        role: 'lr',
        name: 'lr, used',
        hover: `<b>%{y:${format}}</b>   lr, used`,
        yaxis: 'y2',
        more: { uid: 'lr' },
      }),
    );
    const closing = closingLine(jumps, [], used, same);
    if (closing.places.length > 0) {
      const more = { uid: 'lr.closing' };
      traces.push(lineTrace(closing, { role: 'lr', name: '', yaxis: 'y2', more }));
    }
  }
  if (done < totalSteps) {
    const rate = (step: number): number => (step < done ? used(step) : planned(step));
    const steps = plan.steps.filter((step) => step >= done && step < totalSteps);
    const from = done > 0 ? [done - 1] : [];
    const jumps = plan.jumps.filter((jump) => jump.step >= done && jump.step < totalSteps);
    const word = status.kind === 'running' ? 'planned' : 'not run';
    traces.push(
      lineTrace(brokenLine(mergeSteps(from, steps, [totalSteps - 1]), jumps, rate, same), {
        role: 'lr.planned',
        name: `lr, ${word}`,
        hover: `%{y:${format}}   lr, ${word}`,
        yaxis: 'y2',
        more: { uid: 'lr.planned' },
      }),
    );
    const closing = closingLine(jumps, [], rate, same);
    if (closing.places.length > 0) {
      const more = { uid: 'lr.planned.closing' };
      traces.push(lineTrace(closing, { role: 'lr.planned', name: '', yaxis: 'y2', more }));
    }
  }
  if (done > 0 && status.kind === 'running') {
    traces.push(mark('lr.now', done - 1, used(done - 1), 'y2'));
  }
  return traces;
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
  return [...loss, ...validationTraces(parts), ...rateTraces(parts), ...failureTraces(parts)];
}
