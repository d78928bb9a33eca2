export type { After } from './after';
export * from './combine';
export type { Composable, RepeatOptions, WarmupOptions } from './composable';
export type * from './family';
export { defineFamily } from './family';
export type { Feedback, FeedbackState } from './feedback-state';
export { fromSpec, type SpecReader, specReader } from './from-spec';
export {
  type Hyper,
  type HyperName,
  type HyperSchedules,
  type HyperSpec,
  type HyperValues,
  hyper,
  hyperFromSpec,
  type OneCycleMomentumOptions,
  oneCycleMomentum,
} from './hyper';
export type { Length, LengthText, Unit } from './length';
export type { Finding, Rule } from './lint/finding';
export { lint } from './lint/lint';
export type { Metrics } from './metrics';
export type { Plan } from './plan';
export { MissingPlanError } from './plan';
export { type Preview, preview } from './preview';
export { type Recommendation, recommend, type Situation } from './recommend';
export * from './registry';
export { build, isFeedback, isSchedule, type Schedule } from './schedule';
export { type JsonSchema, specSchema } from './schema';
export { SPEC_VERSION, type Spec } from './spec';
export { validate } from './validate';
