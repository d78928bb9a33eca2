import type { AnyFamily, Param, Values } from './family';
import { type Length, resolveLength } from './length';
import type { Plan } from './plan';
import { show } from './validate';

/** Updates of a schedule that names no length and has no plan. */
const DEFAULT_STEPS = 1000;

/** The parts before one take the whole plan, and it names no length of its own. */
export class NoRoomError extends RangeError {
  override readonly name = 'RangeError';

  constructor(title: string, available: number) {
    super(
      `Cannot build ${title.toLowerCase()}: the parts before it leave ${available} updates of the plan; shorten them, lengthen the plan, or give it steps`,
    );
  }
}

/** A length as a family may have it for a default. */
type AnyLength = Length | 'rest' | { readonly share: number };

/**
 * The values of a family: defaults filled in, every length in updates.
 *
 * @param available Updates left for it; `steps` fills them when it is not given.
 * @throws RangeError when a length is too short in this plan, or needs a fact the plan lacks.
 */
export function resolve(
  family: AnyFamily,
  options: Readonly<Record<string, unknown>>,
  plan: Plan | undefined,
  available: number | undefined,
): Values<AnyFamily['params']> {
  const values: Record<string, unknown> = {};
  const updates = (name: string, length: AnyLength, min: number): number => {
    if (length === 'rest') {
      if (available !== undefined && available < min)
        throw new NoRoomError(family.title, available);
      return available ?? DEFAULT_STEPS;
    }
    if (typeof length === 'object') {
      return Math.max(min, Math.round(length.share * (values.steps as number)));
    }
    const count = resolveLength(length, plan);
    if (Number.isSafeInteger(count) && count >= min) return count;
    throw new RangeError(
      `Cannot build ${family.title.toLowerCase()}: ${name} ${show(length)} is ${count} updates in this plan; at least ${min} are needed`,
    );
  };
  // `steps` first: shares of other parameters are shares of it
  const byOrder = ([a]: [string, Param], [b]: [string, Param]): number =>
    Number(b === 'steps') - Number(a === 'steps');
  for (const [name, param] of Object.entries(family.params).sort(byOrder)) {
    const given = options[name] ?? param.default;
    if (given === undefined) values[name] = undefined;
    else if (param.kind === 'length')
      values[name] = updates(name, given as AnyLength, param.min ?? 1);
    else if (param.kind === 'lengths') {
      values[name] = (given as readonly AnyLength[]).map((length) => updates(name, length, 1));
    } else values[name] = given;
  }
  return values as Values<AnyFamily['params']>;
}
