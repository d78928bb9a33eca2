import { call, type Expression, number, rewrite } from '../syntax';

/** How a Python library writes the mathematics of a step: on numbers, or on arrays that may be traced. */
export interface Dialect {
  /** What functions and constants of formulas are called. */
  readonly names: Readonly<Record<string, string>>;
  /** Imports that the names need. */
  readonly imports: Readonly<Record<string, string>>;
  /** Whether steps are numbers, so that `if` decides; else both ways are computed and one is selected. */
  readonly numbers: boolean;
  /** A list as it is defined once. */
  table(numbers: Expression): Expression;
  /** How many of an ascending list are at most something. */
  count(list: Expression, at: Expression): Expression;
  item(list: Expression, index: Expression): Expression;
}

/** Plain Python: floats, `math` and `if`. */
export const numbers: Dialect = {
  names: { cos: 'math.cos', sqrt: 'math.sqrt', exp: 'math.exp', tanh: 'math.tanh', pi: 'math.pi' },
  imports: { math: 'import math', bisect_right: 'from bisect import bisect_right' },
  numbers: true,
  table: (list) => list,
  count: (list, at) => call('bisect_right', [list, at]),
  item: (of, index) => ({ kind: 'item', of, index }),
};

/** Arrays of JAX. */
export const jax: Dialect = {
  names: {
    cos: 'jnp.cos',
    sqrt: 'jnp.sqrt',
    exp: 'jnp.exp',
    tanh: 'jnp.tanh',
    pi: 'jnp.pi',
    min: 'jnp.minimum',
    max: 'jnp.maximum',
    where: 'jnp.where',
    select: 'jnp.select',
    log: 'math.log',
  },
  imports: { math: 'import math', jnp: 'import jax.numpy as jnp' },
  numbers: false,
  table: (list) => call('jnp.array', [list]),
  count: (list, at) =>
    call('jnp.searchsorted', [list, at], { side: { kind: 'text', value: 'right' } }),
  item: (of, index) => ({ kind: 'item', of, index }),
};

/** Tensors of whatever Keras runs on. */
export const keras: Dialect = {
  names: {
    cos: 'ops.cos',
    sqrt: 'ops.sqrt',
    exp: 'ops.exp',
    tanh: 'ops.tanh',
    pi: 'math.pi',
    min: 'ops.minimum',
    max: 'ops.maximum',
    where: 'ops.where',
    select: 'ops.select',
    log: 'math.log',
  },
  imports: { math: 'import math', ops: 'from keras import ops' },
  numbers: false,
  table: (list) => list,
  count: (list, at) =>
    call('ops.sum', [
      call('ops.cast', [
        { kind: 'binary', operator: '<=', left: call('ops.array', [list]), right: at },
        { kind: 'text', value: 'int32' },
      ]),
    ]),
  item: (list, index) => call('ops.take', [call('ops.array', [list]), index]),
};

/** An expression of a formula in a dialect. */
export function inDialect(expression: Expression, dialect: Dialect): Expression {
  return rewrite(expression, (part) => {
    if (part.kind === 'name') return { ...part, name: dialect.names[part.name] ?? part.name };
    if (part.kind === 'item') return dialect.item(part.of, part.index);
    if (part.kind === 'choice' && !dialect.numbers) {
      return call(dialect.names.where as string, [part.when, part.yes, part.no]);
    }
    if (part.kind === 'binary' && part.operator === '**') return power(part, dialect);
    if (part.kind !== 'call' || part.callee.kind !== 'name') return part;
    const [first, second] = part.positional;
    if (part.callee.name === 'count' && first && second) return dialect.count(first, second);
    if (part.callee.name === 'positive' && first) {
      return dialect.numbers ? first : call(dialect.names.max as string, [number(0), first]);
    }
    // the functions of arrays take two
    const isBound =
      part.callee.name === dialect.names.min || part.callee.name === dialect.names.max;
    return isBound && part.positional.length > 2
      ? part.positional.reduce((left, right) => call(nameOf(part.callee), [left, right]))
      : part;
  });
}

const nameOf = (callee: Expression): string => (callee.kind === 'name' ? callee.name : '');

/** A power of a number by a logarithm in float64: float32 would round the number before it is raised. */
function power(part: Expression & { kind: 'binary' }, dialect: Dialect): Expression {
  const { left, right } = part;
  if (dialect.numbers || left.kind !== 'number' || left.value <= 0 || right.kind === 'number') {
    return part;
  }
  return call(dialect.names.exp as string, [
    {
      kind: 'binary',
      operator: '*',
      left: call(dialect.names.log as string, [number(left.value)]),
      right,
    },
  ]);
}
