import type { Axis } from './axes';
import type { Mark, Trace } from './chart';
import { lineTrace } from './curve-traces';
import type { Bucket } from './downsample';
import { formatLoss, formatRate } from './format';
import type { RunView } from './run-view';

/** A slim panel below the rate: a hyper-parameter that moves, or the norm of the gradient. */
export interface Panel {
  readonly role: string;
  readonly title: string;
  readonly values: ArrayLike<number>;
  readonly low: number;
  readonly high: number;
  readonly format: (value: number) => string;
}

/** Px that a panel adds to the height of a chart. */
export const panelHeight = 74;

const gap = 26;

/** Lowest and highest finite value of the first `count`. */
function extent(values: ArrayLike<number>, count: number): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (value - value !== 0) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** The panels of a run: what never changes needs none. */
export function panelsOf(view: RunView): Panel[] {
  const candidates = [
    ['momentum', 'momentum', view.momentum, (value: number) => formatRate(value, 3)],
    ['weight-decay', 'weight decay', view.weightDecay, (value: number) => formatRate(value, 3)],
    ['grad-norm', '‖gradient‖', view.gradNorm, formatLoss],
  ] as const;
  return candidates.flatMap(([role, title, values, format]) => {
    if (!values) return [];
    const [lowest, high] = extent(values, view.step);
    // what comes so near to zero is shown from there
    const low = lowest > 0 && lowest < high / 100 ? 0 : lowest;
    return lowest < high ? [{ role, title, values, low, high, format }] : [];
  });
}

/** Name of the axis of panel `index`, as traces say it; y to y3 belong to loss, rate and failures. */
export const panelAxis = (index: number): string => `y${index + 4}`;

/** Axes of the panels, from the top down, in shares of the height of the plot in px. */
export function panelAxes(panels: readonly Panel[], height: number): Record<string, Axis> {
  const axes = panels.map((panel, index) => {
    const bottom = (panels.length - 1 - index) * panelHeight;
    const room = (panel.high - panel.low) * 0.12;
    return [
      `yaxis${index + 4}`,
      {
        domain: [bottom / height, (bottom + panelHeight - gap) / height],
        range: [panel.low - room, panel.high + room],
        anchor: 'x',
        tickvals: [panel.low, panel.high],
        ticktext: [panel.low, panel.high].map(panel.format),
        title: { text: '' },
      },
    ] as const;
  });
  return Object.fromEntries(axes);
}

/** Their names, over the lines: turned, they would not fit beside so slim a panel. */
export function panelLabels(panels: readonly Panel[], height: number): Mark[] {
  return panels.map((panel, index) => ({
    name: `label.${panel.role}`,
    text: panel.title,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: ((panels.length - index) * panelHeight - gap) / height,
    xanchor: 'left',
    yanchor: 'bottom',
    xshift: 4,
    yshift: 1,
  }));
}

/** The last step of each bucket that was measured. */
function measuredSteps(buckets: readonly Bucket[], values: ArrayLike<number>): number[] {
  let from = 0;
  return buckets.flatMap(({ last }) => {
    let step = last;
    while (step >= from && !Number.isFinite(values[step])) step--;
    const found = step >= from;
    from = last + 1;
    return found ? [step] : [];
  });
}

/** Their lines, at the steps of the smoothed loss where they were measured there. */
export function panelTraces(panels: readonly Panel[], buckets: readonly Bucket[]): Trace[] {
  return panels.map((panel, index) => {
    const { role, title, values } = panel;
    const measured = measuredSteps(buckets, values);
    return lineTrace(
      { places: measured, values: measured.map((step) => values[step] as number) },
      {
        role,
        name: title,
        hover: `%{y:.4~g}   ${title}`,
        yaxis: panelAxis(index),
        more: { uid: role },
      },
    );
  });
}
