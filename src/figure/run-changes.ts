import { rateFormat } from './axes';
import type { Mark, Trace } from './chart';
import { brokenLine, type Line, lineTrace } from './curve-traces';
import { formatSteps } from './format';
import { uprights } from './phases';
import type { RunView } from './run-view';
import { mergeSteps, type Sample, sampleCurve } from './sample';

/** Points of a plan that was given up, and how many of those are drawn: a frame must stay small. */
const POINTS = 60;
const MOST_LINES = 4;
/** ① to ⑳ are characters; a person who steers more often reads the steps from the facts. */
const MOST_MARKS = 20;

const same = (step: number): number => step;

/**
 * The number of a change in a circle, as it stands in charts, lists and reports.
 *
 * @example
 * assert.equal(changeMark(0), '①');
 */
export function changeMark(index: number): string {
  return index < MOST_MARKS ? String.fromCodePoint(0x2460 + index) : `(${index + 1})`;
}

const samples = new WeakMap<object, Sample>();

/** A plan does not change, so its sample is taken once for all frames. */
function sampleOf(curve: NonNullable<RunView['changes']>[number]['before']): Sample {
  const known = samples.get(curve) ?? sampleCurve(curve, POINTS);
  samples.set(curve, known);
  return known;
}

/** What had been planned ahead of each change, as one line with gaps. */
export function formerPlans({ changes = [], totalSteps }: RunView): Line {
  const lines = changes.slice(-MOST_LINES).map(({ step, before }): Line => {
    const { steps, jumps } = sampleOf(before);
    const ahead = steps.filter((at) => at > step && at < totalSteps);
    const later = jumps.filter((jump) => jump.step > step && jump.step < totalSteps);
    const shown = mergeSteps([Math.min(step, totalSteps - 1)], ahead, [totalSteps - 1]);
    return brokenLine(shown, later, before, same);
  });
  return {
    places: lines.flatMap(({ places }) => [...places, places.at(-1) ?? 0]),
    values: lines.flatMap(({ values }) => [...values, Number.NaN]),
  };
}

/** Draws what had been planned, dotted. */
export function formerTraces(former: Line, peak: number): Trace[] {
  if (former.places.length === 0) return [];
  const name = 'lr, before a change';
  const hover = `%{y:${rateFormat(peak)}}   ${name}`;
  return [
    lineTrace(former, { role: 'lr.before', name, hover, yaxis: 'y2', more: { uid: 'lr-before' } }),
  ];
}

/**
 * A numbered mark at each change, over the rate that it holds from there on.
 *
 * @param span Bottom and top of the panel of the rate, in shares of the height of the plot.
 */
export function changeMarks(
  { changes = [], totalSteps }: RunView,
  [bottom, top]: readonly [number, number],
): { shapes: Mark[]; annotations: Mark[] } {
  const steps = changes.map(({ step }) => Math.min(step, totalSteps));
  return {
    shapes: uprights('change', steps.slice(0, MOST_MARKS), bottom, top),
    annotations: steps.slice(0, MOST_MARKS).map((x, index) => ({
      name: 'label.lr',
      text: changeMark(index),
      xref: 'x',
      yref: 'paper',
      x,
      y: top,
      xanchor: 'center',
      yanchor: 'bottom',
    })),
  };
}

/** The steps of the changes in words; nothing when there was none. */
export function changesText({ changes = [] }: RunView): string {
  return changes.map(({ step }, index) => `${changeMark(index)} ${formatSteps(step)}`).join(' ');
}
