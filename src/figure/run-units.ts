import type { Axis } from './axes';

/** What the x axis of runs can count; `area` is the sum of the rates so far. */
export type RunUnit = 'step' | 'epoch' | 'sample' | 'time' | 'area';

/** How an axis says a unit. */
export interface UnitWords {
  /** On the axis. */
  readonly title: string;
  /** Plotly text of a place. */
  readonly place: string;
  /** What one of the unit divides into: seconds may be shown as minutes or hours. */
  readonly divisor: number;
}

const WORDS: Readonly<Record<Exclude<RunUnit, 'time'>, UnitWords>> = {
  step: { title: 'step', place: 'step %{x:,d}', divisor: 1 },
  epoch: { title: 'epoch', place: 'epoch %{x:.2f}', divisor: 1 },
  sample: { title: 'examples seen', place: '%{x:,d} examples', divisor: 1 },
  area: {
    title: 'Σ lr: the rates of all steps so far, summed',
    place: 'Σ lr %{x:.4~g}',
    divisor: 1,
  },
};

/** The words of a unit on an axis of this length; times in seconds, minutes or hours. */
export function unitWords(unit: RunUnit, total: number): UnitWords {
  if (unit !== 'time') return WORDS[unit];
  const [divisor, name] = total <= 180 ? [1, 's'] : total <= 10_800 ? [60, 'min'] : [3600, 'h'];
  return { title: `time, ${name}`, place: `%{x:.2~f} ${name}`, divisor };
}

/** The x axis of runs in a unit. */
export function runAxis(unit: RunUnit, total: number): Axis {
  const { title, place, divisor } = unitWords(unit, total);
  const end = total / divisor;
  const whole = unit === 'step' || unit === 'sample';
  return {
    range: [0, end],
    ...(whole ? { tickformat: ',d', hoverformat: ',d' } : { hoverformat: '.4~g' }),
    // five steps have no ticks between them
    ...(whole && end < 10 ? { dtick: 1 } : { nticks: 10 }),
    title: { text: title },
    // the space keeps Plotly from cutting the first letter
    unifiedhovertitle: { text: `\u2002${place}` },
  };
}
