import { flat, type Language, STRENGTH, strength } from './flat';
import type { Expression } from './syntax';

/**
 * An expression on as many lines as it needs; the first has `before` in front of it and the last `after` behind.
 *
 * @param depth Levels that it is indented.
 * @param broken Whether one line will not do.
 */
export function lines(
  expression: Expression,
  language: Language,
  depth: number,
  before = '',
  after = '',
  broken = false,
): string[] {
  const indent = language.indent.repeat(depth);
  const one = `${indent}${before}${flat(expression, language)}${after}`;
  if (one.length <= language.width && !(language.named && keptApart(expression)) && !broken)
    return [one];
  const inner = (part: Expression, prefix = ''): string[] =>
    lines(part, language, depth + 1, prefix, ',');
  const around = (open: string, parts: readonly string[], close: string): string[] =>
    parts.length === 0
      ? [one]
      : [`${indent}${before}${open}`, ...parts, `${indent}${close}${after}`];
  switch (expression.kind) {
    case 'call': {
      const { callee, positional, named } = expression;
      const links = chainOf(expression);
      if (links.length > 2) return chain(links, language, depth, before, after);
      const head = flat(callee, language);
      const fits = indent.length + before.length + head.length < language.width;
      const hugs =
        callee.kind === 'member' &&
        callee.of.kind === 'call' &&
        callee.of.positional.at(-1)?.kind === 'table';
      if (callee.kind === 'member' && (!fits || hugs)) {
        // what comes first breaks first
        const first = lines(callee.of, language, depth, before, '', true);
        const link = `${(first.pop() as string).trimStart()}.${callee.name}`;
        return [
          ...first,
          ...lines(
            { ...expression, callee: { kind: 'name', name: link } },
            language,
            depth,
            '',
            after,
          ),
        ];
      }
      const last = positional.at(-1);
      if (!language.named && last?.kind === 'table') {
        const others = positional.slice(0, -1).map((part) => `${flat(part, language)}, `);
        const open = `${before}${head}(${others.join('')}`;
        return lines(last, language, depth, open, `)${after}`, broken);
      }
      return around(
        `${head}(`,
        [
          ...positional.flatMap((part) => inner(part)),
          ...named.flatMap(({ name, value }) => inner(value, `${name}=`)),
        ],
        ')',
      );
    }
    case 'list':
      return around(
        '[',
        expression.items.flatMap((part) => inner(part)),
        ']',
      );
    case 'table':
      return around(
        '{',
        expression.entries.flatMap(([key, value]) =>
          isShort(key, value, language)
            ? inner(value)
            : inner(value, language.entry(flat(key, language), '')),
        ),
        '}',
      );
    case 'binary': {
      const call = lastCall(expression, language);
      if (call) {
        const head = `${flat(expression.left, language)} ${expression.operator} `;
        return lines(call, language, depth, `${before}${head}`, after);
      }
      return around('(', split(expression, language, depth + 1), ')');
    }
    case 'choice':
      return around('(', split(expression, language, depth + 1), ')');
    default:
      return [one];
  }
}

type Call = Expression & { kind: 'call' };

/** Calls of methods on a call, the first one first: `a().b().c()`. */
function chainOf(call: Call): Call[] {
  const { callee } = call;
  return callee.kind === 'member' && callee.of.kind === 'call'
    ? [...chainOf(callee.of), call]
    : [call];
}

/** A chain of calls, one a line below the first. */
function chain(
  [first, ...more]: readonly Call[],
  language: Language,
  depth: number,
  before: string,
  after: string,
): string[] {
  return [
    ...lines(first as Call, language, depth, before),
    ...more.flatMap((call, index) => {
      const callee = { kind: 'name', name: `.${(call.callee as { name: string }).name}` } as const;
      const end = index === more.length - 1 ? after : '';
      return lines({ ...call, callee }, language, depth + 1, '', end);
    }),
  ];
}

/** The call at the end of an operation with one weakest operator: it is broken, not the operation. */
function lastCall(
  { operator, left, right }: Expression & { kind: 'binary' },
  language: Language,
): (Expression & { kind: 'call' }) | undefined {
  const alone = left.kind !== 'binary' || STRENGTH[left.operator] !== STRENGTH[operator];
  const loose = strength(left) >= (STRENGTH[operator] as number);
  return language.named && alone && loose && operator !== '**' && right.kind === 'call'
    ? right
    : undefined;
}

/** Whether an entry is written as its name alone. */
const isShort = (key: Expression, value: Expression, language: Language): boolean =>
  language.entry(flat(key, language), flat(value, language)) === flat(key, language);

/** Lists of more than one call are easier to read one call a line. */
function keptApart(expression: Expression): boolean {
  if (expression.kind === 'list')
    return expression.items.length > 1 && expression.items.every((one) => one.kind === 'call');
  return expression.kind === 'call' && expression.named.some(({ value }) => keptApart(value));
}

/** An operation at its weakest operators, one operand a line. */
function split(expression: Expression, language: Language, depth: number): string[] {
  const indent = language.indent.repeat(depth);
  const one = `${indent}${flat(expression, language)}`;
  if (one.length <= language.width) return [one];
  if (expression.kind === 'choice') {
    const { when, yes, no } = expression;
    return [
      `${indent}${flat(yes, language)}`,
      `${indent}if ${flat(when, language)}`,
      `${indent}else ${flat(no, language)}`,
    ];
  }
  if (expression.kind !== 'binary') return [one];
  const own = STRENGTH[expression.operator];
  const operands = (part: Expression): [string, Expression][] =>
    part.kind === 'binary' && STRENGTH[part.operator] === own
      ? [...operands(part.left), [part.operator, part.right]]
      : [['', part]];
  return operands(expression).map(([operator, part], index) => {
    const text = flat(part, language);
    const wrapped = strength(part) < (own as number) + (index > 0 ? 1 : 0) ? `(${text})` : text;
    return `${indent}${operator && `${operator} `}${wrapped}`;
  });
}
