/** Where a piece of text begins: for messages. */
export interface At {
  readonly from: number;
  readonly to: number;
}

/**
 * An expression of Python or JavaScript, as far as schedules need them: what `fromCode` reads and
 * `toCode` writes. `at` is there when it was read.
 */
export type Expression = {
  readonly at?: At;
} /** `float`: a whole number that is written with its point, `1.0`. */ & (
  | { readonly kind: 'number'; readonly value: number; readonly float?: true }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'constant'; readonly value: boolean | null }
  /** A name, dots included: `torch.optim.SGD`. */
  | { readonly kind: 'name'; readonly name: string }
  /** A member of something that is no name: `cosine().warmup`. */
  | { readonly kind: 'member'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'item'; readonly of: Expression; readonly index: Expression }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  /** `words`: a name for a key is that word, and no variable. */
  | {
      readonly kind: 'table';
      readonly entries: readonly (readonly [Expression, Expression])[];
      readonly words?: true;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'choice';
      readonly when: Expression;
      readonly yes: Expression;
      readonly no: Expression;
    }
  | {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly positional: readonly Expression[];
      readonly named: readonly Named[];
    }
  | {
      readonly kind: 'function';
      readonly parameters: readonly string[];
      readonly result: Expression;
    }
  /** Something that is not understood; the text at `at` is shown when it matters. */
  | { readonly kind: 'other' }
);

/** An argument by name. */
export interface Named {
  readonly name: string;
  readonly value: Expression;
}

/** A statement, as far as schedules need them. */
export type Statement = { readonly at?: At } & (
  | { readonly kind: 'assign'; readonly names: readonly string[]; readonly value: Expression }
  | { readonly kind: 'expression'; readonly value: Expression }
  | { readonly kind: 'return'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly when: Expression;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
    }
  | {
      readonly kind: 'loop';
      /** The loop variable; none for `while`. */
      readonly name?: string;
      readonly over?: Expression;
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'define';
      readonly name: string;
      readonly parameters: readonly string[];
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly bases: readonly Expression[];
      readonly body: readonly Statement[];
    }
  /** `from module import name as alias`; of `import a.b` the name is left out. */
  | {
      readonly kind: 'import';
      readonly module: string;
      readonly name?: string;
      readonly alias: string;
    }
  | { readonly kind: 'block'; readonly body: readonly Statement[] }
  | { readonly kind: 'other' }
);

/** The number as an expression. */
export const number = (value: number): Expression => ({ kind: 'number', value });

/** The number as an expression that is a rate or a factor, so that 1 is `1.0`. */
export const float = (value: number): Expression => ({ kind: 'number', value, float: true });

/** The name as an expression. */
export const name = (text: string): Expression => ({ kind: 'name', name: text });

/** A call with arguments by name, those that are `undefined` left out. */
export function call(
  callee: string,
  positional: readonly Expression[],
  named: Readonly<Record<string, Expression | undefined>> = {},
): Expression {
  return {
    kind: 'call',
    callee: name(callee),
    positional,
    named: Object.entries(named).flatMap(([key, value]) =>
      value === undefined ? [] : [{ name: key, value }],
    ),
  };
}

/** The same expression with every part inside it replaced, innermost first. */
export function rewrite(
  expression: Expression,
  change: (part: Expression) => Expression,
): Expression {
  const inside = (part: Expression): Expression => rewrite(part, change);
  switch (expression.kind) {
    case 'member':
      return change({ ...expression, of: inside(expression.of) });
    case 'item':
      return change({ ...expression, of: inside(expression.of), index: inside(expression.index) });
    case 'list':
      return change({ ...expression, items: expression.items.map(inside) });
    case 'table':
      return change({
        ...expression,
        entries: expression.entries.map(([key, value]) => [inside(key), inside(value)] as const),
      });
    case 'unary':
      return change({ ...expression, operand: inside(expression.operand) });
    case 'binary':
      return change({
        ...expression,
        left: inside(expression.left),
        right: inside(expression.right),
      });
    case 'choice':
      return change({
        ...expression,
        when: inside(expression.when),
        yes: inside(expression.yes),
        no: inside(expression.no),
      });
    case 'call':
      return change({
        ...expression,
        callee: inside(expression.callee),
        positional: expression.positional.map(inside),
        named: expression.named.map((one) => ({ ...one, value: inside(one.value) })),
      });
    case 'function':
      return change({ ...expression, result: inside(expression.result) });
    default:
      return change(expression);
  }
}
