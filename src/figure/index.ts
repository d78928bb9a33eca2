export { epochTicks, rateTicks, type Ticks } from './axes';
export {
  CHART_MIME,
  type Chart,
  type Column,
  type EncodedColumn,
  type Fact,
  type Figure,
  type Mark,
  type Status,
  type Table,
  type Trace,
} from './chart';
export {
  type CompareEntry,
  type CurveSummary,
  compareChart,
  summarizeCurve,
} from './compare-figure';
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
export { type AxisUnit, type FigureMeta, fitWidth, type Margin, nominalWidth } from './layout';
export { type PaintedFigure, paint } from './paint';
export type { Palette } from './palette';
export { runChart, runMemory } from './run-figure';
export type { RunView, ValidationPoint } from './run-view';
export { type ScheduleChartOptions, scheduleChart } from './schedule-figure';
export { toSvg, toText } from './svg';
export { cleanText } from './text';
export { dark, highContrast, type Look, light, type Theme, themeOf, themes } from './theme';
