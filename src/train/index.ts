export type { History, Validation } from './history';
export { readLearningRate, setLearningRate } from './learning-rate';
export type { FitOptions, RunPlan } from './options';
export * from './range';
export { Run, type RunStatus } from './run';
export type { Model, Optimizer, Tensor, Tensors } from './tf';
export { type Observer, train } from './train';
