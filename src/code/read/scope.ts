import type { Expression, Statement } from '../syntax';

/** A call of a method inside loops: `scheduler.step()`. */
export interface Step {
  /** The name whose method is called. */
  readonly of: string;
  readonly method: string;
  /** The loops around it, the innermost last. */
  readonly loops: readonly (Statement & { kind: 'loop' })[];
}

/** What a text defines and calls, whatever function it is in. */
export interface Scope {
  readonly values: ReadonlyMap<string, Expression>;
  /** Functions of one result and what leads to it. */
  readonly functions: ReadonlyMap<string, Statement & { kind: 'define' }>;
  /** What imported names stand for, in full. */
  readonly imports: ReadonlyMap<string, string>;
  /** Every expression of a statement, in order; of an assignment also the name. */
  readonly roots: readonly { readonly name?: string; readonly value: Expression }[];
  readonly steps: readonly Step[];
}

/** Reads a text's definitions, in order; a later one replaces an earlier one. */
export function scopeOf(statements: readonly Statement[]): Scope {
  const values = new Map<string, Expression>();
  const functions = new Map<string, Statement & { kind: 'define' }>();
  const imports = new Map<string, string>();
  const roots: { name?: string; value: Expression }[] = [];
  const steps: Step[] = [];
  const visit = (all: readonly Statement[], loops: Step['loops']): void => {
    for (const statement of all) {
      switch (statement.kind) {
        case 'import':
          imports.set(
            statement.alias,
            statement.name === undefined
              ? statement.module
              : `${statement.module}.${statement.name}`,
          );
          break;
        case 'assign': {
          const [name] = statement.names;
          if (name !== undefined && statement.names.length === 1) values.set(name, statement.value);
          roots.push({ ...(name !== undefined && { name }), value: statement.value });
          break;
        }
        case 'expression':
        case 'return': {
          roots.push({ value: statement.value });
          const { value } = statement;
          const called =
            value.kind === 'call' && value.callee.kind === 'name' ? value.callee.name : '';
          const dot = called.lastIndexOf('.');
          if (dot > 0)
            steps.push({ of: called.slice(0, dot), method: called.slice(dot + 1), loops });
          break;
        }
        case 'if':
          visit(statement.yes, loops);
          visit(statement.no, loops);
          break;
        case 'loop':
          visit(statement.body, [...loops, statement]);
          break;
        case 'define':
          functions.set(statement.name, statement);
          visit(statement.body, loops);
          break;
        case 'class':
        case 'block':
          visit(statement.body, loops);
          break;
      }
    }
  };
  visit(statements, []);
  return { values, functions, imports, roots, steps };
}

/** The full name of a callee: what its first word was imported as. */
export function fullName(name: string, scope: Scope): string {
  const [first = '', ...more] = name.split('.');
  return [scope.imports.get(first) ?? first, ...more].join('.');
}
