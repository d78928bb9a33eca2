import { families, type SpecReader, specReader } from '../schedule';
import { formulaFamily } from './formula';

/**
 * A schedule from its spec, formulas of other libraries included. Reading never runs code, and
 * hostile input ends in one clear error.
 *
 * @param spec What `schedule.spec` gave, or the same as JSON text.
 * @throws SyntaxError when text is not JSON; TypeError or RangeError that names the path, such as `values.peak`.
 * @example
 * const made = fromLibrary({ library: 'torch', class: 'ExponentialLR', params: { gamma: 1.1 }, baseLr: 1 });
 * assert.equal(fromSpec(made.spec)(1), 1.1);
 */
export const fromSpec: SpecReader = specReader([...families, formulaFamily]);
