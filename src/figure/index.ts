export { adjust, choicesOf, type FigureChoice, MOST_SMOOTHING } from './adjust';
export { epochTicks, rateTicks, type Ticks } from './axes';
export {
  type Cell,
  CHART_MIME,
  type Chart,
  type ChartVerdict,
  type Column,
  cellText,
  type EncodedColumn,
  type Fact,
  type Figure,
  type Mark,
  type Status,
  type Table,
  type TableColumn,
  type Trace,
} from './chart';
export {
  type CompareEntry,
  type CurveSummary,
  compareChart,
  summarizeCurve,
} from './compare-figure';
export { type CompareRunsOptions, compareRunsChart, type RunsEntry } from './compare-runs-figure';
export { toCsv } from './csv';
export type { RateCurve } from './curve';
export { type Bucket, Buckets, extremes } from './downsample';
export {
  type ColumnType,
  decodeColumn,
  decodePositions,
  encodeColumn,
  encodePositions,
  type Positions,
} from './encode';
export {
  formatLoss,
  formatPace,
  formatPercent,
  formatRate,
  formatSteps,
  formatThroughput,
  formatTime,
} from './format';
export {
  type AxisUnit,
  type FigureMeta,
  fitWidth,
  type Margin,
  nominalWidth,
  type UnitView,
} from './layout';
export type { RunMeasure } from './measured';
export { minMaxLttb } from './min-max-lttb';
export { type PaintedFigure, paint } from './paint';
export type { Palette } from './palette';
export { rangeChart } from './range-figure';
export type { RangeView, RangeViewRates, RangeViewVerdict } from './range-view';
export { toReport } from './report';
export { resample, specOf } from './resample';
export { changeMark } from './run-changes';
export { closeRunChart, type RunLook, runChart, runMemory } from './run-figure';
export type { LossRanges } from './run-scale';
export { type RunTrail, runTrail, type TrailValues } from './run-trail';
export type { RunUnit } from './run-units';
export type { RunView, RunViewChange, ValidationPoint } from './run-view';
export { type ScheduleChartOptions, scheduleChart } from './schedule-figure';
export { type SvgOptions, toSvg, toText } from './svg';
export { cleanText } from './text';
export { dark, highContrast, type Look, light, type Theme, themeOf, themes } from './theme';
export { type Contender, verdictOf } from './verdict';
