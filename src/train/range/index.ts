export type { Evidence } from './evidence';
export { type Suggestion, type SuggestOptions, suggestLr } from './suggest-lr';
export type { Verdict } from './verdict';
