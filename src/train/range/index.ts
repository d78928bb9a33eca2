export type { Evidence } from './evidence';
export type { RangePlan, RangeTestOptions, Spacing } from './range-options';
export { RangeTest, type RangeTestStatus } from './range-test';
export { type Suggestion, type SuggestOptions, suggestLr } from './suggest-lr';
export type { Sweep } from './sweep';
export { type RangeTestObserver, sweepRates } from './sweep-rates';
export type { Verdict } from './verdict';
