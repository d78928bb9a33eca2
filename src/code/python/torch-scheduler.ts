import { boundariesOf, type Idiom } from '../idiom';
import { lines } from '../print';
import { type Expression, number, rewrite } from '../syntax';
import { list } from '../write';
import { python } from './language';
import { comment } from './module';

/** `scheduler = …` inside a function, and the classes that it names. */
export function schedulerLines(pieces: Idiom): { text: string[]; classes: string[] } {
  const classes = new Set<string>();
  const note = (part: Expression): Expression => {
    if (part.kind === 'call' && part.callee.kind === 'name' && /^[A-Z]\w*$/.test(part.callee.name))
      classes.add(part.callee.name);
    return part;
  };
  for (const { code } of pieces) rewrite(code, note);
  const [only] = pieces;
  if (only && pieces.length === 1) {
    const why = only.note === undefined ? [] : comment(only.note, 1);
    return {
      text: [...why, ...lines(only.code, python, 1, 'scheduler = ')],
      classes: [...classes],
    };
  }
  classes.add('SequentialLR');
  return {
    classes: [...classes],
    text: [
      '    scheduler = SequentialLR(',
      '        optimizer,',
      '        schedulers=[',
      ...pieces.flatMap(({ code, note: why }) => [
        ...(why === undefined ? [] : comment(why, 3)),
        ...lines(code, python, 3, '', ','),
      ]),
      '        ],',
      ...lines(list(boundariesOf(pieces).map((one) => number(one))), python, 2, 'milestones=', ','),
      '    )',
    ],
  };
}
