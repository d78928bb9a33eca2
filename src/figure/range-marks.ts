import type { Mark, Trace } from './chart';
import { lineTrace } from './curve-traces';
import { formatLogRate, formatLoss, formatSteps } from './format';
import { type RangeRule, type RangeView, RULES, VERDICTS } from './range-view';
import { cleanText, plotlyText, wrapText } from './text';

export const plotHeight = 242;

/** Px above the plot for the flags of the rules. */
export const flags = 70;
const flag = 17;

/** Share of the plot that the words about the span of the suggestions take. */
const ROOM = 0.22;

export const log10 = Math.log10;

export const tidy = (value: number): number => Number(value.toPrecision(6));

/** A mark by data on the log rate axis: shapes take rates, labels their exponents. */
const label = (name: string, text: string, rate: number, y: number, more: object): Mark => ({
  name,
  text,
  x: tidy(log10(rate)),
  y,
  xref: 'x',
  yref: 'paper',
  ...more,
});

function upright(name: string, rate: number, top: number): Mark {
  return { name, type: 'line', xref: 'x', yref: 'paper', x0: rate, x1: rate, y0: 0, y1: top };
}

function block(name: string, [from, to]: readonly [number, number], top: number): Mark {
  const path = `M${tidy(from)},0H${tidy(to)}V${top}H${tidy(from)}Z`;
  return { name, type: 'path', xref: 'x', yref: 'paper', path };
}

/** The rates a chart may suggest: none when there is no signal. */
export function suggested(view: RangeView): (RangeRule & { readonly rate: number })[] {
  if (view.running || (view.verdict !== 'ok' && view.verdict !== 'narrow')) return [];
  return RULES.map((rule) => ({ ...rule, rate: view[rule.key] }))
    .filter(({ rate }) => rate > 0 && Number.isFinite(rate))
    .sort((a, b) => a.rate - b.rate);
}

export function boundsOf({ rates, bounds }: RangeView): readonly [number, number] {
  return bounds ?? [rates[0] as number, rates[rates.length - 1] as number];
}

/** The smoothed loss at a rate, between the two measured beside it. */
function lossAt({ rates, smoothed }: RangeView, rate: number): number {
  let next = 0;
  while (next < rates.length - 1 && (rates[next] as number) < rate) next++;
  const before = Math.max(0, next - 1);
  const [x0, x1] = [log10(rates[before] as number), log10(rates[next] as number)];
  const t = x1 > x0 ? Math.min(1, Math.max(0, (log10(rate) - x0) / (x1 - x0))) : 0;
  return (smoothed[before] as number) * (1 - t) + (smoothed[next] as number) * t;
}

/** A factor to two digits: `8.7`, `290,000`. */
export function factorText(factor: number): string {
  const rounded = Number(factor.toPrecision(2));
  return rounded < 1000 ? String(rounded) : formatSteps(rounded);
}

export function ruleMarks(
  view: RangeView,
  top: number,
): { traces: Trace[]; shapes: Mark[]; labels: Mark[] } {
  const rules = suggested(view);
  const [first, last] = [rules[0], rules.at(-1)];
  if (!first || !last) return { traces: [], shapes: [], labels: [] };
  const all = plotHeight + flags;
  const shapes: Mark[] = [block('spread', [first.rate, last.rate], top)];
  // inside where no stem is in its way: what is left of the suggestions may have words of its own
  const [from, to] = boundsOf(view);
  const fits = (low: number, high: number): boolean => log10(high / low) > ROOM * log10(to / from);
  const gap = rules.find(({ rate }, index) => fits(rate, rules[index + 1]?.rate ?? rate));
  const before = !gap && fits(from, first.rate);
  const side = before ? { xanchor: 'right', xshift: -5 } : { xanchor: 'left', xshift: 5 };
  const span = `suggestions span × ${factorText(last.rate / first.rate)}`;
  const place = (gap ?? (before ? first : last)).rate;
  const labels: Mark[] = [
    label('label.text', span, place, 0, { yanchor: 'bottom', yshift: 3, ...side, short: '' }),
  ];
  const traces = rules.map(({ rate, name, role, symbol, key }, index) => {
    // the leftmost flag is highest, so that no stem crosses a label
    const height = tidy((all - 6 - flag * index) / all);
    shapes.push(upright('restart', rate, height));
    labels.push(
      label(`label.${role}`, `<b>${name}</b> ${formatLogRate(rate, 2)}`, rate, height, {
        xanchor: 'left',
        yanchor: 'top',
        xshift: 4,
        yshift: 3,
      }),
    );
    return lineTrace(
      { places: [rate], values: [lossAt(view, rate)] },
      {
        role: `${role}.mark`,
        name,
        mode: 'markers',
        hover: `<b>${formatLogRate(rate, 3)}</b>   ${name}`,
        more: { uid: key, marker: { symbol, size: symbol === 'triangle-up' ? 13 : 10 } },
      },
    );
  });
  return { traces, shapes, labels };
}

export function groundMarks(
  view: RangeView,
  start: number,
  top: number,
): { shapes: Mark[]; labels: Mark[] } {
  const { rates, verdict, noise, used, stopReason, planned, running } = view;
  // nothing to say of where a curve starts that has no finite loss yet
  if (!Number.isFinite(start)) return { shapes: [], labels: [] };
  const [from, to] = boundsOf(view);
  const last = rates[rates.length - 1] as number;
  const line = { type: 'line', xref: 'x', yref: 'y', x0: from, x1: last, y0: start, y1: start };
  const shapes: Mark[] = [{ name: 'baseline', ...line }];
  const labels: Mark[] = [];
  const at = (index: number): number => rates[Math.min(rates.length - 1, index)] as number;
  const beside = { yref: 'y', xanchor: 'left', yanchor: 'top', xshift: 6, yshift: -4 };
  const startText = `start ${formatLoss(start)}`;
  if (verdict === 'flat' && noise !== undefined && !running) {
    const [low, high] = [tidy(start - noise), tidy(start + noise)];
    const path = `M${tidy(from)},${low}H${tidy(last)}V${high}H${tidy(from)}Z`;
    shapes.push({ name: 'spread', type: 'path', xref: 'x', yref: 'y', path });
    const text = `${startText} · grey: its noise, ±${formatLoss(noise)}`;
    labels.push(
      label('label.muted', text, from, high, { ...beside, yanchor: 'bottom', yshift: 3 }),
    );
  } else {
    labels.push(label('label.muted', startText, at(used?.[0] ?? 0), start, beside));
  }
  if (running) return { shapes, labels };
  if (used && used[0] > 0) {
    shapes.push(block('phase.off', [from, at(used[0])], top));
    const more = { xanchor: 'left', yanchor: 'bottom', xshift: 4, yshift: 3 };
    labels.push(label('label.muted', 'not used', from, 0, more));
  }
  if (used && used[1] < rates.length) shapes.push(block('phase.off', [at(used[1]), last], top));
  if (last < to * 0.999 || (planned !== undefined && planned > rates.length)) {
    shapes.push(upright('ended', last, top));
    const left = log10(last) < log10(from) + 0.86 * (log10(to) - log10(from));
    const side = { yanchor: 'top', xanchor: left ? 'left' : 'right', xshift: left ? 6 : -6 };
    labels.push(label('label.text', '<b>stopped</b>', last, top, { ...side, yshift: -4 }));
    wrapText(cleanText(stopReason ?? '', 90), 18, 3).forEach((text, row) => {
      const yshift = -20 - 14 * row;
      labels.push(
        label('label.muted', plotlyText(text), last, top, { ...side, yshift, short: '' }),
      );
    });
  }
  return { shapes, labels };
}

/** The words over a curve without a signal. */
export function refusal(view: RangeView): Mark[] {
  if (view.running || suggested(view).length > 0 || view.verdict === 'ok') return [];
  const [from, to] = boundsOf(view);
  const middle = Math.sqrt(from * to);
  const center = { xanchor: 'center', yanchor: 'top' };
  const sentence = `${VERDICTS[view.verdict].plot} from ${formatLogRate(from, 2)} to ${formatLogRate(to, 2)}.`;
  // in a flat chart there is room below the curve, in others above the plot
  const y = view.verdict === 'flat' ? 0.3 : 1;
  return [
    label('label.text', '<b>No rate is suggested.</b>', middle, y, { ...center, yshift: 0 }),
    label('label.muted', sentence, middle, y, { ...center, yshift: -16, short: '' }),
  ];
}
