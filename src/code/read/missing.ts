import { placeOf } from '../place';
import type { Expression } from '../syntax';

/** The code depends on something that is not in it: `missing` is what to give. */
export class MissingNameError extends RangeError {
  override readonly name = 'RangeError';

  constructor(
    readonly missing: string,
    text: string,
    expression: Expression,
  ) {
    super(
      `Cannot read the code: ${missing} is not known (${placeOf(text, expression.at)}); give it, as in fromCode(text, { names: { ${keyText(missing)}: … } })`,
    );
  }
}

const keyText = (name: string): string => (/^[A-Za-z_]\w*$/.test(name) ? name : `'${name}'`);

/** Something in the code that is not understood, pointed at. */
export const notRead = (text: string, expression: Expression, why: string): SyntaxError =>
  new SyntaxError(`Cannot read the code: ${why} (${placeOf(text, expression.at)})`);
