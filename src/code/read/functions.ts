import { custom } from '../../schedule/families/custom';
import type { Schedule } from '../../schedule/schedule';
import type { Expression, Statement } from '../syntax';
import type { Evaluation } from './evaluate';
import type { Scope } from './scope';

/** A function of the step that the code defines, as one that can be asked here; its arithmetic is computed, nothing is run. */
export function functionOf(
  expression: Expression,
  scope: Scope,
  evaluation: Evaluation,
): (...values: number[]) => number {
  const body = bodyOf(expression, scope);
  if (!body) throw evaluation.notRead(expression, 'it is no function that can be read');
  return (...values) => {
    const local = new Map(body.parameters.map((name, index) => [name, values[index] as number]));
    const result = run(body.statements, local, scope, evaluation);
    if (result === undefined) throw evaluation.notRead(expression, 'it does not return a number');
    return result;
  };
}

/** The same as a schedule: the code says nothing about its end, so it goes on. */
export const scheduleOf = (
  expression: Expression,
  scope: Scope,
  evaluation: Evaluation,
): Schedule => custom({ rate: functionOf(expression, scope, evaluation), after: 'continue' });

function bodyOf(
  expression: Expression,
  scope: Scope,
): { parameters: readonly string[]; statements: readonly Statement[] } | undefined {
  if (expression.kind === 'function') {
    return {
      parameters: expression.parameters,
      statements: [{ kind: 'return', value: expression.result }],
    };
  }
  if (expression.kind !== 'name') return undefined;
  const defined = scope.functions.get(expression.name);
  if (defined) return { parameters: defined.parameters, statements: defined.body };
  const value = scope.values.get(expression.name);
  return value && value !== expression ? bodyOf(value, scope) : undefined;
}

/** The number that the statements return. */
function run(
  statements: readonly Statement[],
  local: Map<string, number>,
  scope: Scope,
  evaluation: Evaluation,
): number | undefined {
  const inner = evaluation.within(local);
  for (const statement of statements) {
    if (statement.kind === 'return') return inner.number(statement.value);
    if (statement.kind === 'assign' && statement.names.length === 1) {
      local.set(statement.names[0] as string, inner.number(statement.value));
    } else if (statement.kind === 'if') {
      const branch = inner.truth(statement.when) ? statement.yes : statement.no;
      const result = run(branch, local, scope, evaluation);
      if (result !== undefined) return result;
    } else if (statement.kind !== 'expression' || statement.value.kind !== 'text') {
      throw evaluation.notRead(
        { kind: 'other', ...(statement.at && { at: statement.at }) },
        'it is not understood',
      );
    }
  }
  return undefined;
}
