export { fromCode, type ReadOptions } from './from-code';
export type { Names } from './read/evaluate';
export { MissingNameError } from './read/missing';
export { TARGETS, type Target } from './target';
export { type CodeOptions, toCode } from './to-code';
