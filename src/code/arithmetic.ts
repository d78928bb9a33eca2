/** What comparisons say of two numbers. */
const COMPARISONS: Readonly<Record<string, (left: number, right: number) => boolean>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
  '==': (left, right) => left === right,
  '!=': (left, right) => left !== right,
};

/** What operators make of two numbers, as Python has them. */
const OPERATIONS: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '//': (left, right) => Math.floor(left / right),
  '%': (left, right) => left - right * Math.floor(left / right),
  '**': (left, right) => left ** right,
};

/** Two numbers and an operator between them; nothing when it is neither arithmetic nor a comparison. */
export function compute(
  operator: string,
  left: number,
  right: number,
): number | boolean | undefined {
  const work = OPERATIONS[operator] ?? COMPARISONS[operator];
  return work?.(left, right);
}

/** Half to even, as Python rounds. */
const round = (x: number): number => {
  const floor = Math.floor(x);
  return x - floor === 0.5 ? floor + (floor % 2) : Math.round(x);
};

/** What arithmetic may call. */
export const FUNCTIONS: Readonly<Record<string, (...numbers: number[]) => number>> = Object.assign(
  Object.create(null),
  {
    int: Math.trunc,
    float: (x: number) => x,
    abs: Math.abs,
    round,
    min: Math.min,
    max: Math.max,
    minimum: Math.min,
    maximum: Math.max,
    ceil: Math.ceil,
    floor: Math.floor,
    sqrt: Math.sqrt,
    log: Math.log,
    exp: Math.exp,
    pow: Math.pow,
    power: Math.pow,
    cos: Math.cos,
    sin: Math.sin,
    tanh: Math.tanh,
  },
);
