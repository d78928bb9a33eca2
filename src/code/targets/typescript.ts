import { typescript as language } from '../javascript/language';
import { parseCall } from '../javascript/parse';
import { lines } from '../print';
import { CodeRefusal } from '../refusal';
import { type Expression, rewrite } from '../syntax';
import type { Writer } from '../target';

/** The schedule in our own words. */
export const typescript: Writer = ({ call }) => {
  if (call === undefined) {
    throw new CodeRefusal('it holds a function, and what that needs is not known here');
  }
  const expression = parseCall(call);
  return [
    ...lines(importOf(expression), language, 0, 'import ', " from 'anneal';"),
    '',
    ...lines(expression, language, 0, 'const schedule = ', ';'),
    '',
    '// fit sets the rate before every update:',
    '// await fit(model, x, y, schedule, { epochs: 10, batchSize: 64 });',
  ];
};

/** The builders that a call uses, as the braces of an import. */
function importOf(expression: Expression): Expression {
  const used = new Set<string>();
  rewrite(expression, (part) => {
    if (part.kind !== 'call') return part;
    const name = part.callee.kind === 'name' ? part.callee.name : '';
    if (name) used.add(name.split('.')[0] as string);
    return part;
  });
  return {
    kind: 'table',
    entries: [...used].sort().map(
      (name) =>
        [
          { kind: 'name', name },
          { kind: 'name', name },
        ] as const,
    ),
  };
}
