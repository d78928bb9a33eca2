import type { Mark } from './chart';
import { formatRate } from './format';

/** A Plotly axis without colours. */
export type Axis = Readonly<Record<string, unknown>>;

/** Places on an axis and their texts. */
export interface Ticks {
  readonly tickvals: number[];
  readonly ticktext: string[];
}

const tidy = (value: number): number => Number(value.toPrecision(6));

/** The smallest of 1, 2, 5, 10, 20 … that is at least `least`. */
function niceStep(least: number): number {
  const unit = 10 ** Math.floor(Math.log10(least));
  return tidy(unit * ([1, 2, 5, 10].find((factor) => factor * unit >= least * 0.999999) ?? 10));
}

/**
 * Ticks of a rate axis, five or six, their texts as in code (`8e-4`); remake them after a zoom.
 *
 * @param low Lowest rate in view.
 * @param high Highest rate in view.
 * @example
 * assert.deepEqual(rateTicks(0, 1e-3).ticktext.slice(0, 3), ['0', '2e-4', '4e-4']);
 */
export function rateTicks(low: number, high: number): Ticks {
  const step = high > low ? niceStep((high - low) / 6) : 1;
  const tickvals: number[] = [];
  for (let i = Math.ceil(low / step - 1e-6); i * step <= high * (1 + 1e-9); i++) {
    tickvals.push(tidy(i * step));
  }
  return { tickvals, ticktext: tickvals.map((rate) => formatRate(rate, 3)) };
}

/**
 * Ticks of the epoch ruler: every 1, 2, 5, 10 … epochs, at least 34 px apart; remake them after a zoom.
 *
 * @param from First step in view.
 * @param to Last step in view.
 * @param width Width of the plot in px, without its margins.
 * @example
 * assert.deepEqual(epochTicks(0, 1000, 100, 800).tickvals.slice(0, 3), [0, 100, 200]);
 */
export function epochTicks(from: number, to: number, stepsPerEpoch: number, width: number): Ticks {
  const pixels = (width * stepsPerEpoch) / (to - from);
  const every = Math.max(1, niceStep(34 / pixels));
  const epochs: number[] = [];
  for (let k = Math.ceil(from / stepsPerEpoch / every); k * every * stepsPerEpoch <= to; k++) {
    epochs.push(k * every);
  }
  return { tickvals: epochs.map((epoch) => epoch * stepsPerEpoch), ticktext: epochs.map(String) };
}

/** The axis of steps, from 0 to the whole plan. */
export function stepAxis(total: number, hoverTitle: string): Axis {
  return {
    range: [0, total],
    tickformat: ',d',
    hoverformat: ',d',
    // five steps have no ticks between them
    ...(total < 10 ? { dtick: 1 } : { nticks: 10 }),
    title: { text: 'step' },
    // the space keeps Plotly from cutting the first letter
    unifiedhovertitle: { text: `\u2002${hoverTitle}` },
  };
}

/** The axis of a schedule whose lengths are in epochs or shares of a plan that is not known yet. */
export function unitAxis(total: number, unit: 'epoch' | 'percent', hoverTitle: string): Axis {
  return {
    range: [0, total],
    hoverformat: '.2f',
    nticks: 10,
    title: { text: unit === 'epoch' ? 'epoch' : '% of the plan' },
    unifiedhovertitle: { text: `\u2002${hoverTitle}` },
  };
}

/** The epoch ruler above the plot: a second x axis that follows the first. */
export function epochRuler(total: number, stepsPerEpoch: number, width: number): Axis {
  return {
    ...epochTicks(0, total, stepsPerEpoch, width),
    overlaying: 'x',
    matches: 'x',
    side: 'top',
    anchor: 'free',
    position: 1,
    ticklen: 3,
    showline: false,
    showspikes: false,
  };
}

/** The word beside the epoch ruler. */
export const rulerName: Mark = {
  name: 'label.muted',
  of: 'ruler',
  text: 'epoch',
  xref: 'paper',
  yref: 'paper',
  x: 0,
  y: 1,
  xanchor: 'right',
  yanchor: 'bottom',
  xshift: -12,
  yshift: 2,
};

/** Plotly draws an axis only when a trace uses it. */
export const rulerTrace = {
  type: 'scatter',
  name: '',
  uid: 'ruler',
  mode: 'lines',
  x: [null],
  y: [null],
  xaxis: 'x2',
  yaxis: 'y',
  meta: { role: 'hidden' },
} as const;

/** A linear axis of rates from zero, with room above `peak`. */
export function rateAxis(peak: number, room: number): Axis {
  const top = peak > 0 ? peak : 1;
  return {
    ...rateTicks(0, top),
    range: [0, tidy(top * room)],
    // d3: five significant digits, in e-form where texts are
    hoverformat: rateFormat(peak),
  };
}

/** d3 format of rates up to `peak` in a hover box: five significant digits. */
export function rateFormat(peak: number): string {
  return peak < 0.01 ? '.4~e' : '.5~g';
}
