/**
 * Schedules as code of other libraries, and back. It uses neither the DOM nor Node.
 *
 * @module anneal/code
 */

export { TARGETS, type Target } from './target';
export { type CodeOptions, toCode } from './to-code';
