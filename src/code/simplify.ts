import { compute } from './arithmetic';
import { type Expression, rewrite } from './syntax';

/** Digits up to which a computed number is easier to read than what it was computed from. */
const SHORT = 8;

/**
 * The same expression with some names replaced, and without what that makes superfluous: `0 + x`, `1 * x`,
 * a condition that always holds. Numbers are computed as Python would, bit for bit.
 */
export function simplify(
  expression: Expression,
  values: ReadonlyMap<string, Expression>,
): Expression {
  return rewrite(expression, (part) => {
    if (part.kind === 'name') return values.get(part.name) ?? part;
    if (part.kind === 'binary') return operation(part);
    if (part.kind === 'unary' && part.operator === '-' && part.operand.kind === 'number')
      return { ...part.operand, value: -part.operand.value };
    if (part.kind === 'choice' && part.when.kind === 'constant')
      return part.when.value ? part.yes : part.no;
    return part.kind === 'call' ? bounded(part) : part;
  });
}

const is = (part: Expression, value: number): boolean =>
  part.kind === 'number' && part.value === value;

function operation(part: Expression & { kind: 'binary' }): Expression {
  const { operator, left, right } = part;
  if (left.kind === 'number' && right.kind === 'number') {
    const computed = known(operator, left.value, right.value);
    if (typeof computed === 'boolean') return { kind: 'constant', value: computed };
    if (computed !== undefined && String(computed).length <= SHORT) {
      const float = left.float || right.float || operator === '/';
      return { kind: 'number', value: computed, ...(float && { float }) };
    }
  }
  switch (operator) {
    case '+':
      if (is(left, 0)) return right;
      if (is(right, 0)) return left;
      return isNegative(right) ? { ...part, operator: '-', right: negated(right) } : part;
    case '-':
      return is(right, 0) ? left : part;
    case '*':
      if (is(left, 0) || is(right, 0)) return { kind: 'number', value: 0, float: true };
      return is(left, 1) ? right : is(right, 1) ? left : part;
    case '/':
      return is(right, 1) || is(left, 0) ? left : part;
    case '**':
      return is(right, 1) ? left : part;
    default:
      return part;
  }
}

/** What Python computes; what it raises an error for stays as it is written, and so does a remainder. */
function known(operator: string, left: number, right: number): number | boolean | undefined {
  const divides = operator === '/' || operator === '//';
  return operator === '%' || (divides && right === 0) ? undefined : compute(operator, left, right);
}

/** Whether a product begins with a negative number. */
function isNegative(part: Expression): boolean {
  if (part.kind === 'binary' && (part.operator === '*' || part.operator === '/'))
    return isNegative(part.left);
  return part.kind === 'number' && part.value < 0;
}

function negated(part: Expression): Expression {
  if (part.kind === 'binary') return { ...part, left: negated(part.left) };
  return part.kind === 'number' ? { ...part, value: -part.value } : part;
}

/** `min` and `max` of numbers. */
function bounded(part: Expression & { kind: 'call' }): Expression {
  const callee = part.callee.kind === 'name' ? part.callee.name : '';
  const numbers = part.positional.flatMap((one) => (one.kind === 'number' ? [one] : []));
  if (numbers.length !== part.positional.length || (callee !== 'min' && callee !== 'max')) {
    return part;
  }
  const value = Math[callee](...numbers.map((one) => one.value));
  return numbers.find((one) => one.value === value) ?? part;
}
