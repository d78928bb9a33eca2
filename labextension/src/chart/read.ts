import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReadonlyPartialJSONValue } from '@lumino/coreutils';
import type { Chart } from 'anneal/pure';

/** The version of charts this extension draws. */
const VERSION = 1;

/** A chart that can be drawn, or the sentence to show instead. */
export type Reading =
  | { readonly chart: Chart; readonly problem?: undefined }
  | { readonly chart?: undefined; readonly problem: string };

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads what an output holds under the MIME type of charts.
 *
 * Checks every field the renderer touches, so that a notebook edited by hand or by a newer release
 * gives a sentence and never an exception.
 *
 * @param value The output as saved: an object, or its JSON text.
 */
export function readChart(
  value: ReadonlyPartialJSONValue | undefined,
  trans: TranslationBundle,
): Reading {
  const chart = parsed(value);
  if (!isFields(chart)) {
    return { problem: trans.__('This output holds no chart data.') };
  }
  if (typeof chart.version === 'number' && chart.version > VERSION) {
    return {
      problem: trans.__(
        'This chart has format version %1 and this JupyterLab extension draws version %2: update jupyterlab-anneal to see it.',
        chart.version,
        VERSION,
      ),
    };
  }
  const broken = firstBroken(chart);
  if (broken) {
    return {
      problem: trans.__(
        'This chart cannot be drawn: its field "%1" is missing or damaged.',
        broken,
      ),
    };
  }
  // every field was checked above
  return { chart: chart as unknown as Chart };
}

function parsed(value: unknown): unknown {
  if (typeof value !== 'string') {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function firstBroken(chart: Fields): string | undefined {
  const figure = isFields(chart.figure) ? chart.figure : {};
  const layout = isFields(figure.layout) ? figure.layout : {};
  const checks: readonly (readonly [string, boolean])[] = [
    ['version', chart.version === VERSION],
    ['title', isText(chart.title)],
    ['description', isText(chart.description)],
    ['subtitle', isOptional(chart.subtitle, isText)],
    [
      'status',
      isOptional(chart.status, (it) => isFields(it) && isText(it.word) && isText(it.kind)),
    ],
    ['source', isOptional(chart.source, isText)],
    ['progress', isOptional(chart.progress, isNumber)],
    ['facts', isOptional(chart.facts, (it) => isListOf(it, isFact))],
    ['table', isOptional(chart.table, isTable)],
    [
      'verdict',
      isOptional(chart.verdict, (it) => isFields(it) && isText(it.head) && isText(it.text)),
    ],
    ['figure.data', isListOf(figure.data, isTrace)],
    ['figure.layout.height', isNumber(layout.height) && layout.height > 0],
    ['figure.layout.shapes', isOptional(layout.shapes, (it) => isListOf(it, isFields))],
    ['figure.layout.annotations', isOptional(layout.annotations, (it) => isListOf(it, isFields))],
  ];
  return checks.find(([, sound]) => !sound)?.[0];
}

const isText = (it: unknown): it is string => typeof it === 'string';
const isNumber = (it: unknown): it is number => typeof it === 'number' && Number.isFinite(it);
const isFields = (it: unknown): it is Fields =>
  typeof it === 'object' && it !== null && !Array.isArray(it);
const isListOf = (it: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(it) && it.every(isItem);
const isOptional = (it: unknown, isIt: (it: unknown) => boolean): boolean =>
  it === undefined || it === null || isIt(it);
const isFact = (it: unknown): boolean => isFields(it) && isText(it.label) && isText(it.value);
const isTrace = (it: unknown): boolean => isFields(it) && isFields(it.meta) && isText(it.meta.role);
const isDots = (it: unknown): boolean =>
  isFields(it) && isListOf(it.values, isNumber) && isListOf(it.range, isNumber);
const isCell = (it: unknown): boolean =>
  isText(it) ||
  (isFields(it) &&
    isText(it.text) &&
    isOptional(it.note, isText) &&
    isOptional(it.share, isNumber) &&
    isOptional(it.dots, isDots));
const isTable = (it: unknown): boolean =>
  isFields(it) &&
  isListOf(it.columns, (column) => isFields(column) && isText(column.title)) &&
  isListOf(
    it.rows,
    (row) => isFields(row) && isOptional(row.role, isText) && isListOf(row.cells, isCell),
  );
