export { TARGETS, type Target } from './target';
export { type CodeOptions, toCode } from './to-code';
