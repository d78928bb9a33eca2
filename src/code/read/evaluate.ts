import { compute, FUNCTIONS } from '../arithmetic';
import type { Expression } from '../syntax';
import { functionOf, scheduleOf } from './functions';
import { MissingNameError, notRead } from './missing';
import type { Scope } from './scope';

/** What the caller knows that the code does not say, by name: `initial_lr`, `'len(loader)'`. */
export type Names = Readonly<Record<string, number | string | boolean>>;

/** A value of the code: plain data, or whatever a call was read as. */
export type Value =
  | number
  | string
  | boolean
  | null
  | readonly Value[]
  | { readonly [key: string]: Value }
  | object;

/** Reads what a call makes; nothing when the call is not its business. */
export type ReadCall = (call: Expression & { kind: 'call' }) => Value | undefined;

/** Values that names are looked up through, at most: what a loop of definitions may cost. */
const DEEPEST = 200;

/** Computes the values of expressions without running anything: numbers, texts, lists, names, arithmetic. */
export class Evaluation {
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly scope: Scope,
    private readonly names: Names,
    private readonly readCall: ReadCall,
    private readonly local: ReadonlyMap<string, number> = new Map(),
  ) {}

  /** The same inside a function, whose own names come first. */
  within(local: ReadonlyMap<string, number>): Evaluation {
    const inner = new Evaluation(this.text, this.scope, this.names, this.readCall, local);
    // a function that calls itself ends like anything else that is nested too deeply
    inner.depth = this.depth;
    return inner;
  }

  /** @throws RangeError asking for a name that is not known; SyntaxError pointing at what is not understood. */
  value(expression: Expression): Value {
    if (++this.depth > DEEPEST) throw this.notRead(expression, 'it is nested too deeply');
    try {
      return this.evaluate(expression);
    } finally {
      this.depth--;
    }
  }

  /** A finite number. */
  number(expression: Expression): number {
    const value = this.value(expression);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.notRead(expression, 'a number is needed');
  }

  /** A number that only the caller knows, by its name. */
  numberNamed(name: string, at: Expression): number {
    const value = Object.hasOwn(this.names, name) ? this.names[name] : undefined;
    if (typeof value === 'number') return value;
    throw new MissingNameError(name, this.text, at);
  }

  /** Whether a condition of numbers holds. */
  truth(expression: Expression): boolean {
    if (expression.kind === 'binary') {
      const { operator } = expression;
      if (operator === 'and') return this.truth(expression.left) && this.truth(expression.right);
      if (operator === 'or') return this.truth(expression.left) || this.truth(expression.right);
      const { left, right } = expression;
      const isComparison = /[<>=]/.test(operator);
      if (isComparison) return compute(operator, this.number(left), this.number(right)) === true;
    }
    if (expression.kind === 'unary' && expression.operator === 'not')
      return !this.truth(expression.operand);
    return Boolean(this.value(expression));
  }

  notRead(expression: Expression, why: string): SyntaxError {
    return notRead(this.text, expression, why);
  }

  private evaluate(expression: Expression): Value {
    const given = this.given(expression);
    if (given !== undefined) return given;
    switch (expression.kind) {
      case 'number':
      case 'text':
      case 'constant':
        return expression.value;
      case 'name':
        return this.named(expression);
      case 'list':
        return expression.items.map((item) => this.value(item));
      case 'table':
        return Object.fromEntries(
          expression.entries.map(([key, value]) => [
            this.key(key, expression.words === true),
            this.value(value),
          ]),
        );
      case 'unary': {
        if (expression.operator === '-') return -this.number(expression.operand);
        if (expression.operator === '+') return this.number(expression.operand);
        throw this.notRead(expression, 'it is not understood');
      }
      case 'binary':
        return this.arithmetic(expression);
      case 'call':
        return this.called(expression);
      case 'item':
        return this.item(expression);
      case 'choice':
        return this.value(this.truth(expression.when) ? expression.yes : expression.no);
      default:
        throw this.notRead(expression, 'it is not understood');
    }
  }

  /** What the caller said about an expression, by its text. */
  private given(expression: Expression): Value | undefined {
    const key = this.keyOf(expression);
    return key !== undefined && Object.hasOwn(this.names, key) ? this.names[key] : undefined;
  }

  private keyOf({ at }: Expression): string | undefined {
    return at && this.text.slice(at.from, at.to).replace(/\s+/g, '');
  }

  private named(expression: Expression & { kind: 'name' }): Value {
    const { name } = expression;
    if (name === 'true' || name === 'false') return name === 'true';
    if (name === 'null') return null;
    if (/^(math|np|numpy|jnp|torch)\.pi$/.test(name)) return Math.PI;
    const own = this.local.get(name);
    if (own !== undefined) return own;
    const value = this.scope.values.get(name);
    if (value) return this.value(value);
    if (this.scope.functions.has(name)) return scheduleOf(expression, this.scope, this);
    throw new MissingNameError(name, this.text, expression);
  }

  private key(expression: Expression, words: boolean): string {
    if (expression.kind === 'name' && (words || !this.scope.values.has(expression.name)))
      return expression.name;
    const value = this.value(
      expression.kind === 'list' ? (expression.items[0] as Expression) : expression,
    );
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw this.notRead(expression, 'a key must be a number or text');
  }

  private arithmetic(expression: Expression & { kind: 'binary' }): number {
    const { operator, left, right } = expression;
    const result = compute(operator, this.number(left), this.number(right));
    if (typeof result === 'number') return result;
    throw this.notRead(expression, 'it is no arithmetic');
  }

  private called(expression: Expression & { kind: 'call' }): Value {
    const read = this.readCall(expression);
    if (read !== undefined) return read;
    const { callee, positional, named } = expression;
    const name = callee.kind === 'name' ? callee.name : '';
    if (name === 'dict' && positional.length === 0) {
      return Object.fromEntries(named.map((one) => [one.name, this.value(one.value)]));
    }
    if (name === 'list' || name === 'tuple') return this.value(positional[0] as Expression);
    // the same functions on numbers and on arrays
    const plain = name.replace(/^(math|np|numpy|jnp|ops|torch)\./, '');
    const [first, second, third] = positional;
    if (plain === 'where' && first && second && third)
      return this.value(this.truth(first) ? second : third);
    if (plain === 'bisect_right' && first && second) return this.countUpTo(first, second);
    const work = FUNCTIONS[plain];
    if (work && named.length === 0) return work(...positional.map((one) => this.number(one)));
    if (this.scope.functions.has(name)) {
      return functionOf(callee, this.scope, this)(...positional.map((one) => this.number(one)));
    }
    throw new MissingNameError(this.keyOf(expression) ?? name, this.text, expression);
  }

  /** How many of an ascending list are at most a number. */
  private countUpTo(list: Expression, most: Expression): number {
    const values = this.value(list);
    const limit = this.number(most);
    if (!Array.isArray(values)) throw this.notRead(list, 'a list is needed');
    return values.filter((one) => typeof one === 'number' && one <= limit).length;
  }

  private item(expression: Expression & { kind: 'item' }): Value {
    const of = this.value(expression.of);
    const index = this.value(expression.index);
    const found =
      typeof of === 'object' && of !== null && Object.hasOwn(of, String(index))
        ? (of as Record<string, Value>)[String(index)]
        : undefined;
    if (found !== undefined) return found;
    throw this.notRead(expression, 'there is no such item');
  }
}
