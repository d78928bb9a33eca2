import type { Mark } from './chart';
import { formatLoss, formatRate, formatSteps } from './format';
import { margin, nominalWidth } from './layout';
import { rectangles, uprights } from './phases';
import { widestGap } from './run-rates';
import { heightOf, type LossScale, placeOnAxis } from './run-scale';
import { bestValidation, placeOf, type RunView } from './run-view';
import { evenSteps } from './sample';
import { cleanText, plotlyText, wrapText } from './text';

/** Where the panels of a run stand, in shares of the height of its plot, and that height in px. */
export interface Panels {
  readonly top: number;
  readonly middle: number;
  readonly low: number;
  /** Where the panel of the rate ends below. */
  readonly bottom: number;
  readonly height: number;
}

/** What the labels of a run are made from. */
export interface LabelParts {
  readonly view: RunView;
  readonly scale: LossScale;
  readonly average: number;
  /** Weight of the past in `average`. */
  readonly smoothing: number;
  readonly failedAt: number;
  readonly panels: Panels;
  /** Steps at which rates are drawn. */
  readonly steps: readonly number[];
}

function label(name: string, text: string, x: number, y: number, more: object = {}): Mark {
  const anchors = { xref: 'x', yref: 'y', xanchor: 'left', yanchor: 'middle' };
  return { name, text, x, y, ...anchors, ...more };
}

const bold = (text: string): string => `<b>${text}</b>`;

/** Room in px to the right of the last step. */
function roomBeside(view: RunView): number {
  return (nominalWidth - margin.l - margin.r) * (1 - view.step / view.totalSteps);
}

/** Lines of text from the top of the loss panel down, beside the end of the curve. */
function stacked(
  view: RunView,
  panels: Panels,
  lines: readonly (readonly [string, string, string?])[],
  left: boolean,
  clear = 8,
): Mark[] {
  return lines.map(([name, text, short], index) =>
    label(name, text, view.step, panels.top, {
      yref: 'paper',
      yanchor: 'top',
      xanchor: left ? 'left' : 'right',
      xshift: left ? clear : -clear,
      yshift: -6 - 16 * index,
      ...(short === undefined ? {} : { short }),
    }),
  );
}

function liveLabels({ view, scale, average, smoothing, panels }: LabelParts): Mark[] {
  const best = bestValidation(view);
  const bestText = best ? bold(`best validation ${formatLoss(best.loss)}`) : '';
  const where = best ? ` · ${placeOf(view, best.step)}` : '';
  const train = bold(`train ${formatLoss(average)}`);
  const key = `bold: smoothed ${smoothing} · faint: every step`;
  const known = Number.isFinite(average);
  const beside = roomBeside(view) >= 280;
  if (!known || !beside) {
    return stacked(
      view,
      panels,
      [
        ...(best ? ([['label.validation', bestText + where, bestText]] as const) : []),
        ...(known ? ([['label.loss.smooth', train]] as const) : []),
        ...(known ? ([['label.muted', key, 'faint: raw']] as const) : []),
      ],
      beside,
    );
  }
  const x = view.step;
  const y = placeOnAxis(scale, average);
  const at = { xshift: 9 };
  return [
    label('label.loss.smooth', train, x, y, { ...at, room: 34, of: 'loss-smooth' }),
    label('label.muted', key, x, y, {
      ...at,
      below: 16,
      of: 'loss-smooth',
      short: 'faint: raw',
    }),
    ...(best
      ? [
          label('label.validation', bestText + where, x, placeOnAxis(scale, best.loss), {
            ...at,
            room: 17,
            short: bestText,
          }),
        ]
      : []),
  ];
}

function bestLabels({ view, scale, panels }: LabelParts): Mark[] {
  const best = bestValidation(view);
  if (!best) return [];
  const where = placeOf(view, best.step);
  const text = bold(`best validation ${formatLoss(best.loss)}`);
  const short = `best ${formatLoss(best.loss)}`;
  const y = placeOnAxis(scale, best.loss);
  if (view.status.kind === 'failed' && roomBeside(view) >= 180) {
    // over the curve it would stand in the loss that rose
    const from = (1 - heightOf(scale, best.loss)) * panels.height * (panels.top - panels.middle);
    const free = 40 + 16 * reasonLines(view).length;
    const down = Math.round(Math.max(0, free - from));
    const beside = { xanchor: 'left', xshift: 12 };
    return [
      label('label.validation', text, view.step, y, { ...beside, yshift: 0 - down, short }),
      label('label.muted', where, view.step, y, { ...beside, yshift: -down - 16, short: '' }),
    ];
  }
  const share = best.step / view.totalSteps;
  const xanchor = share < 0.12 ? 'left' : share > 0.88 ? 'right' : 'center';
  const over = (yshift: number): object => ({ xanchor, yanchor: 'bottom', yshift });
  return [
    label('label.validation', text, best.step, y, { ...over(28), short }),
    label('label.muted', where, best.step, y, { ...over(13), short: '' }),
  ];
}

/** Names of the lines at their ends: in the grey part, or in the margin when there is none. */
function endLabels({ view, scale, average }: LabelParts): Mark[] {
  const last = view.validation.filter((point) => Number.isFinite(point.loss)).at(-1);
  const more = { xshift: 10, ...(view.step / view.totalSteps > 0.85 ? { short: '' } : {}) };
  const labels: Mark[] = [];
  if (Number.isFinite(average)) {
    const y = placeOnAxis(scale, average);
    const end = { ...more, room: 16, of: 'loss-smooth' };
    labels.push(label('label.loss.smooth', 'train', view.step, y, end));
  }
  if (last && view.step - last.step < view.totalSteps / 50) {
    const y = placeOnAxis(scale, last.loss);
    labels.push(label('label.validation', 'validation', last.step, y, { ...more, room: 16 }));
  }
  return labels;
}

/** The reason of a stop in lines that fit beside it. */
function reasonLines(view: RunView): (readonly [string, string, string])[] {
  const room = roomBeside(view);
  const width = room < 130 ? 34 : Math.min(60, Math.floor((room - 16) / 6.4));
  return wrapText(cleanText(view.stopReason ?? '', 160), width, 4).map(
    (line) => ['label.muted', plotlyText(line), ''] as const,
  );
}

function stopLabels({ view, failedAt, panels }: LabelParts): Mark[] {
  if (view.status.kind === 'done') return [];
  const failed = view.status.kind === 'failed';
  const head =
    failed && failedAt >= 0
      ? `NaN at step ${formatSteps(failedAt)}`
      : plotlyText(cleanText(view.status.word, 40));
  const name = failed ? 'label.stop' : 'label.text';
  const beside = roomBeside(view) >= 130;
  const lines = [[name, bold(head)] as const, ...reasonLines(view)];
  return stacked(view, panels, lines, beside, failed ? 12 : 8);
}

function restoredMarks({ view, scale }: LabelParts): { shapes: Mark[]; annotations: Mark[] } {
  const point = view.validation.find(({ step }) => step === view.restored);
  if (view.restored === undefined) return { shapes: [], annotations: [] };
  const [from, to] = scale.range;
  const y = from + 0.04 * (to - from);
  const value = (place: number): number => Number((scale.log ? 10 ** place : place).toPrecision(6));
  const x = view.restored;
  const drop = { type: 'line', xref: 'x', yref: 'y', x0: x, x1: x, y0: value(y) };
  const arrow = { text: '', ax: view.step, ay: y, axref: 'x', ayref: 'y' };
  const middle = { xanchor: 'center', yanchor: 'bottom', yshift: 2, short: 'restored' };
  return {
    shapes: point ? [{ name: 'drop', ...drop, y1: point.loss }] : [],
    annotations: [
      label('arrow', '', x, y, arrow),
      label('label.text', 'weights restored', (x + view.step) / 2, y, middle),
    ],
  };
}

/** Tells plan and use apart where they differ most. */
function plannedLabel(view: RunView, at: number): Mark {
  const side = at / view.totalSteps > 0.8 ? { xanchor: 'right', xshift: -4 } : { xshift: 4 };
  const more = { yref: 'y2', yanchor: 'bottom', yshift: 2, ...side };
  return label('label.muted', 'planned', at, view.planned(at), more);
}

function rateLabels({ view, steps }: LabelParts): Mark[] {
  const { step, totalSteps, planned, status } = view;
  const running = status.kind === 'running';
  const labels: Mark[] = [];
  const gap = widestGap(view, steps);
  if (gap !== undefined) labels.push(plannedLabel(view, gap));
  if (running && step > 0) {
    const rate = view.lr[step - 1] as number;
    const left = step / totalSteps <= 0.88;
    const side = { xanchor: left ? 'left' : 'right', xshift: left ? 8 : -8 };
    const more = { yref: 'y2', yanchor: 'bottom', yshift: 2, ...side };
    const behind = evenSteps(Math.max(0, Math.ceil(step - 1 - totalSteps * 0.08)), step - 1, 12);
    const over = left ? rate : Math.max(...behind.map((at) => view.lr[at] as number));
    labels.push(label('label.lr', bold(`lr ${formatRate(rate)}`), step - 1, over, more));
  }
  if (gap === undefined && step / totalSteps < 0.85) {
    const at = Math.floor(step + (totalSteps - step) * 0.62);
    // above the highest rate it stands over
    const under = evenSteps(at, Math.min(totalSteps - 1, Math.ceil(at + totalSteps * 0.07)), 12);
    const rate = Math.max(...under.map(planned));
    const short = step / totalSteps > 0.6 ? { short: '' } : {};
    const more = { yref: 'y2', yanchor: 'bottom', yshift: 2, ...short };
    labels.push(label('label.muted', running ? 'planned' : 'not run', at, rate, more));
  }
  return labels;
}

/** Shapes and labels that tell how far a run came and how it ended. */
export function runMarks(parts: LabelParts): { shapes: Mark[]; annotations: Mark[] } {
  const { view, panels } = parts;
  const { step, totalSteps, status } = view;
  const rates = rateLabels(parts);
  if (status.kind === 'running') {
    return {
      shapes: step > 0 ? uprights('now', [step - 1], 0, panels.top) : [],
      annotations: [...(step > 0 ? liveLabels(parts) : []), ...rates],
    };
  }
  const restored = restoredMarks(parts);
  const shapes = [...restored.shapes];
  if (step < totalSteps) {
    shapes.push(rectangles('phase.off', [[step, totalSteps]], 0, panels.top));
    shapes.push(...uprights(status.kind === 'failed' ? 'stop' : 'ended', [step], 0, panels.top));
  }
  const ends = status.kind === 'failed' ? [] : endLabels(parts);
  const told = [...bestLabels(parts), ...stopLabels(parts), ...ends, ...restored.annotations];
  return { shapes, annotations: [...told, ...rates] };
}
