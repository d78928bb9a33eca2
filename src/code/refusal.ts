/** Why a schedule cannot be written for a target, without the words around it. */
export class CodeRefusal extends RangeError {
  override readonly name = 'RangeError';
}
