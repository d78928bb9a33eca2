import { rateFormat } from './axes';
import type { Trace } from './chart';
import { brokenLine, closingLine, lineTrace } from './curve-traces';
import type { RunParts } from './run-traces';
import type { RunView } from './run-view';
import { findJumps, type Jump, mergeSteps } from './sample';

const same = (step: number): number => step;

/** A rate on the slim panel, with what closes it where no rate was skipped. */
function rateLine(
  [role, name, hover]: readonly [role: string, name: string, hover: string],
  steps: readonly number[],
  jumps: readonly Jump[],
  rate: (step: number) => number,
): Trace[] {
  // Plotly makes a selector of the uid, which a dot would break
  const uid = role.replaceAll('.', '-');
  const line = brokenLine(steps, jumps, rate, same);
  const main = lineTrace(line, { role, name, hover, yaxis: 'y2', more: { uid } });
  const closing = closingLine(jumps, [], rate, same);
  if (closing.places.length === 0) return [main];
  const more = { uid: `${uid}-closing` };
  return [main, lineTrace(closing, { role, name: '', yaxis: 'y2', more })];
}

/** The step at which the rate that was used differs most from the plan, or nothing when it followed it. */
export function widestGap(view: RunView, steps: readonly number[]): number | undefined {
  let [widest, at] = [0, -1];
  for (const step of steps) {
    const planned = view.planned(step);
    const gap = Math.abs((view.lr[step] as number) - planned);
    // a float32 keeps seven digits
    if (gap > widest && gap > 1e-5 * Math.abs(planned)) [widest, at] = [gap, step];
  }
  return at < 0 ? undefined : at;
}

function usedTraces({ view, plan, peak }: RunParts, steps: readonly number[]): Trace[] {
  const used = (step: number): number => view.lr[step] as number;
  const restarts = new Set(plan.jumps.filter((jump) => jump.restart).map((jump) => jump.step));
  const found = findJumps(used, steps, peak);
  const behind = [...restarts].filter((step) => step < view.step);
  const jumps = mergeSteps(found, behind).map((step) => ({ step, restart: restarts.has(step) }));
  return rateLine(
    ['lr', 'lr, used', `<b>%{y:${rateFormat(peak)}}</b>   lr, used`],
    steps,
    jumps,
    used,
  );
}

/** The plan ahead; behind too, where the rate that was used is another. */
function plannedTraces({ view, plan, peak }: RunParts, behind: readonly number[]): Trace[] {
  const { step: done, totalSteps, planned, status } = view;
  if (done >= totalSteps && behind.length === 0) return [];
  const apart = behind.length > 0;
  const from = apart ? 0 : done;
  const rate = (step: number): number =>
    step < done && !apart ? (view.lr[step] as number) : planned(step);
  const ahead = plan.steps.filter((step) => step >= from && step < totalSteps);
  const joint = !apart && done > 0 ? [done - 1] : [];
  const jumps = plan.jumps.filter((jump) => jump.step >= from && jump.step < totalSteps);
  const word = status.kind === 'running' || apart ? 'planned' : 'not run';
  return rateLine(
    ['lr.planned', `lr, ${word}`, `%{y:${rateFormat(peak)}}   lr, ${word}`],
    mergeSteps(joint, behind, ahead, [totalSteps - 1]),
    jumps,
    rate,
  );
}

/**
 * The rates of a run: used as a solid line, planned as a dashed one.
 *
 * @param steps Steps of the smoothed loss.
 */
export function rateTraces(parts: RunParts, steps: readonly number[]): Trace[] {
  const { view } = parts;
  const apart = widestGap(view, steps) === undefined ? [] : steps;
  const planned = plannedTraces(parts, apart);
  if (view.step === 0) return planned;
  const now = {
    places: [view.step - 1],
    values: [view.lr[view.step - 1] as number],
  };
  const dot = lineTrace(now, {
    role: 'lr.now',
    name: '',
    mode: 'markers',
    yaxis: 'y2',
    more: { uid: 'lr-now', cliponaxis: false },
  });
  const used = usedTraces(parts, steps);
  // the plan lies under what was used where both are drawn
  const lines = apart.length > 0 ? [...planned, ...used] : [...used, ...planned];
  return view.status.kind === 'running' ? [...lines, dot] : lines;
}
