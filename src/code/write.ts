import { call, type Expression, float, name, number } from './syntax';

/** A call that sets a schedule up on an optimizer. */
export const onOptimizer = (
  callee: string,
  named: Readonly<Record<string, Expression | undefined>>,
): Expression => call(callee, [name('optimizer')], named);

/** A call that makes a schedule by itself. */
export const made = (
  callee: string,
  named: Readonly<Record<string, Expression | undefined>>,
): Expression => call(callee, [], named);

/** A quotient, as a number when that is short and as it came about no. */
export function ratio(over: number, under: number): Expression {
  const value = over / under;
  if (String(value).length <= 8) return float(value);
  return { kind: 'binary', operator: '/', left: number(over), right: number(under) };
}

/** An argument that is left out when it has the library's default. */
export const unless = (standard: number, value: number): Expression | undefined =>
  value === standard ? undefined : float(value);

/** The same of a count. */
export const unlessCount = (standard: number, value: number): Expression | undefined =>
  value === standard ? undefined : number(value);

export const text = (value: string): Expression => ({ kind: 'text', value });
export const flag = (value: boolean): Expression => ({ kind: 'constant', value });
export const list = (items: readonly Expression[]): Expression => ({ kind: 'list', items });

/** A table of factors by step. */
export const table = (entries: readonly (readonly [number, Expression])[]): Expression => ({
  kind: 'table',
  entries: entries.map(([step, value]) => [number(step), value] as const),
});

/** The same call with other arguments by name; those that are `undefined` go. */
export function withNamed(
  expression: Expression & { kind: 'call' },
  named: Readonly<Record<string, Expression | undefined>>,
): Expression {
  const kept = expression.named.filter((one) => !Object.hasOwn(named, one.name));
  const added = Object.entries(named).flatMap(([key, value]) =>
    value === undefined ? [] : [{ name: key, value }],
  );
  return { ...expression, named: [...kept, ...added] };
}
