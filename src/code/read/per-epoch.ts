import type { Plan } from '../../schedule/plan';
import type { Evaluation } from './evaluate';
import { MissingNameError } from './missing';
import type { Scope, Step } from './scope';

/**
 * The plan of a schedule that is moved once an epoch: it has one update in each.
 *
 * @param name The variable that holds the schedule.
 */
export function perEpoch(
  scope: Scope,
  name: string | undefined,
  evaluation: Evaluation,
): Plan | undefined {
  const step = scope.steps.find(({ of, method }) => of === name && method === 'step');
  const loop = step?.loops.at(-1);
  if (!step || !loop || !isOverEpochs(loop)) return undefined;
  const epochs = countOf(loop, evaluation);
  return { stepsPerEpoch: 1, ...(epochs !== undefined && { epochs }) };
}

type Loop = Step['loops'][0];

/** `for epoch in …`, or a loop over something named for epochs. */
function isOverEpochs({ name, over }: Loop): boolean {
  const words = over?.kind === 'call' ? over.positional : [];
  return (
    /epoch/i.test(name ?? '') || words.some((one) => one.kind === 'name' && /epoch/i.test(one.name))
  );
}

/** How many there are, when the code says. */
function countOf({ over }: Loop, evaluation: Evaluation): number | undefined {
  const isRange =
    over?.kind === 'call' && over.callee.kind === 'name' && over.callee.name === 'range';
  const last = isRange ? over.positional.at(over.positional.length > 1 ? 1 : 0) : undefined;
  if (!last) return undefined;
  try {
    const count = evaluation.number(last);
    return Number.isInteger(count) && count > 0 ? count : undefined;
  } catch (error) {
    // what only the plan would need is not asked for
    if (error instanceof MissingNameError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
