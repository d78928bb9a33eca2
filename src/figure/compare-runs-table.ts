import type { Cell, Table } from './chart';
import { formatLoss, formatSteps } from './format';
import { type GroupCurve, type Measured, median, type RunSummary } from './measured';
import type { RunView } from './run-view';
import { seriesRole } from './series';

/** A setting with what was worked out about it. */
export interface Setting {
  readonly label: string;
  readonly runs: readonly RunView[];
  readonly measured: readonly Measured[];
  readonly summaries: readonly RunSummary[];
  readonly curve: GroupCurve;
}

const NONE = '–';
const end = (title: string, note?: string): Table['columns'][number] =>
  note ? { title, note, align: 'end' } : { title, align: 'end' };

/** A median, and the range of several below it. */
function spreadCell(values: readonly number[], format: (value: number) => string): Cell {
  const middle = median(values);
  const text = Number.isFinite(middle) ? format(middle) : NONE;
  const known = values.filter(Number.isFinite);
  if (values.length === 1 || known.length === 0) return text;
  const lost = values.length - known.length;
  if (lost > 0) return { text, note: `${known.length} of ${values.length} runs` };
  const ends = [Math.min(...known), Math.max(...known)].map(format);
  return ends[0] === ends[1] ? text : { text, note: ends.join(' – ') };
}

function cells(
  setting: Setting,
  reach: readonly number[],
  range: readonly [number, number],
): Cell[] {
  const { label, summaries } = setting;
  const of = (pick: (summary: RunSummary) => number): number[] => summaries.map(pick);
  const bests = of(({ best }) => best);
  const rebound = median(of((one) => one.rebound));
  const diverged = summaries.filter((one) => one.diverged).length;
  const finals = of(({ final }) => final);
  const last: Cell = diverged === summaries.length ? 'diverged' : spreadCell(finals, formatLoss);
  const many = summaries.length > 1;
  const dots = { values: bests.filter(Number.isFinite), median: median(bests), range };
  return [
    label,
    spreadCell(bests, formatLoss),
    ...(many ? [{ text: '', dots }] : []),
    last,
    spreadCell(reach, formatSteps),
    spreadCell(
      of(({ area }) => area),
      formatLoss,
    ),
    Number.isFinite(rebound) ? `× ${rebound.toFixed(2)}` : NONE,
  ];
}

/**
 * What the settings of a comparison came to, the lowest best loss first.
 *
 * @param reach Steps that each run of each setting took to the target; Infinity when it never came there.
 */
export function runsTable(
  settings: readonly Setting[],
  reach: readonly (readonly number[])[],
  target: number,
): Table {
  const many = settings.some(({ runs }) => runs.length > 1);
  const bests = settings.flatMap(({ summaries }) => summaries.map(({ best }) => best));
  const known = bests.filter(Number.isFinite);
  const range = [Math.min(...known), Math.max(...known)] as const;
  const spread = many ? 'median, range' : undefined;
  const order = settings
    .map((setting, index) => ({
      setting,
      index,
      best: median(setting.summaries.map((s) => s.best)),
    }))
    .sort((a, b) => (Number.isNaN(a.best) ? 1 : Number.isNaN(b.best) ? -1 : a.best - b.best));
  return {
    columns: [
      { title: many ? 'setting' : 'run', align: 'start' },
      end('best loss', spread),
      ...(many
        ? [{ title: 'best of each seed', note: 'stroke: median', align: 'start' as const }]
        : []),
      end('final loss', spread),
      end(
        `steps to ${Number.isFinite(target) ? Number(target.toPrecision(3)) : 'a target'}`,
        spread,
      ),
      end('area under lr', spread),
      end('worst rebound', '× 1.00 is steady'),
    ],
    rows: order.map(({ setting, index }) => {
      const row = cells(setting, reach[index] ?? [], range);
      // a setting of one run beside others of several has no dots, but the same columns
      const single = many && setting.runs.length === 1;
      return {
        role: seriesRole(index),
        cells: single ? [...row.slice(0, 2), '', ...row.slice(2)] : row,
      };
    }),
  };
}
