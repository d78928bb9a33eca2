import { defineFamily, type Issue, type Options } from '../schedule/family';
import { build, type Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';
import { FORMULAS } from './all-formulas';
import type { FormulaValues } from './formulas';

/** What {@link formula} is: its parameters, formula, phases and rates. */
export const formulaFamily = defineFamily({
  id: 'formula',
  title: 'Formula of a library',
  summary:
    'The rates of another library where no family of ours has them, exactly as it computes them.',
  parts: 0,
  params: {
    /** Name of the formula, `library.name`. */
    of: {
      kind: 'choice',
      options: Object.keys(FORMULAS),
      default: '',
      symbol: 'f',
      doc: 'Name of the formula, `library.name`.',
    },
    /** What it computes with, by name: numbers, words, flags, lists of numbers. */
    values: {
      kind: 'data',
      default: {},
      symbol: 'v',
      doc: 'What it computes with, by name: numbers, words, flags, lists of numbers.',
    },
  },
  latex: 'f(t; v)',
  check: ({ of }): Issue | undefined =>
    of === undefined
      ? {
          param: 'of',
          value: of,
          message: `of must name a formula such as ${show(Object.keys(FORMULAS)[0])}`,
          kind: 'type',
        }
      : undefined,
  text: ({ of, values = '{}' }) => `formula(${of}, ${values})`,
  curve: ({ of, values }) => (FORMULAS[of] as (typeof FORMULAS)[string])(values),
});

/** Options of {@link formula}. */
export interface FormulaOptions extends Options<typeof formulaFamily> {}

/**
 * The rates of another library where no family of ours has them; `fromLibrary` makes these.
 *
 * @param of Name of the formula, `library.name`.
 * @param values What it computes with: plain JSON.
 * @throws RangeError when there is no such formula, or it refuses its values.
 * @example
 * assert.throws(() => formula('torch.none', {}), /Cannot build/);
 */
export function formula(of: string, values: FormulaValues): Schedule {
  return build(formulaFamily, { of, values });
}
