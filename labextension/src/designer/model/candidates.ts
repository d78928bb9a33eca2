import type { Length, Param, Plan, Spec } from 'anneal/pure';
import type { Address, Binding } from './address';
import { updatesOf } from './length';
import type { Scene, Segment } from './scene';
import { familyOf } from './track';

/** A value of a spec as a binding sees it, lengths in updates. */
export interface Candidate extends Binding {
  /** The spec leaves it out, and what it is then is only known from the curve. */
  readonly optional: boolean;
  /** Its own value is a place of the curve, such as a milestone. */
  readonly isPlace: boolean;
}

/** Every number in an item that might move a point; the length of the whole is moved by its seam. */
export function candidatesOf(scene: Scene, segment: Segment): Candidate[] {
  const { index, item, from, to } = segment;
  const steps = to - from;
  const list: Candidate[] = [];
  const visit = (spec: Spec, path: readonly number[]): void => {
    for (const [name, param] of Object.entries(familyOf(spec).params)) {
      if (name === 'steps') continue;
      list.push(
        ...valuesOf(param, spec.values[name], { item: index, path, name }, scene, steps, from),
      );
    }
    spec.parts?.forEach((part, at) => {
      visit(part, [...path, at]);
    });
  };
  visit(item.spec, []);
  return list;
}

function valuesOf(
  param: Param,
  given: unknown,
  address: Address,
  scene: Scene,
  steps: number,
  from: number,
): Candidate[] {
  const one = (value: number | undefined, optional = false, isPlace = false): Candidate[] =>
    value === undefined || !Number.isFinite(value)
      ? []
      : [{ address, param, value, optional, isPlace }];
  switch (param.kind) {
    case 'rate':
      if (given === undefined && param.default === undefined) return one(scene.curve(from), true);
      return one((given ?? param.default) as number);
    case 'number':
      return one((given ?? param.default) as number | undefined);
    case 'length':
      return one(...lengthNow(param.default, given, scene, steps, from));
    case 'rates':
    case 'lengths': {
      const list = (given ?? param.default ?? []) as readonly unknown[];
      const now = list.map((entry) => numberOf(entry, scene.plan, steps));
      return now.flatMap((value, entry) =>
        value === undefined
          ? []
          : [
              {
                address: { ...address, entry, list: now },
                param,
                value,
                optional: false,
                isPlace: param.kind === 'lengths',
              },
            ],
      );
    }
    default:
      return [];
  }
}

/** A length in updates, also one that is left out: by its default, or as far as the first boundary. */
function lengthNow(
  fallback: unknown,
  given: unknown,
  scene: Scene,
  steps: number,
  from: number,
): [value: number | undefined, optional: boolean, isPlace: boolean] {
  if (given !== undefined) return [updatesOf(given as Length, scene.plan), false, true];
  if (typeof fallback === 'number') return [fallback, false, false];
  if (typeof fallback === 'object' && fallback !== null && 'share' in fallback) {
    return [Math.round((fallback as { share: number }).share * steps), true, true];
  }
  const first = scene.curve.phases.find((phase) => phase.from > from && phase.from < from + steps);
  return [first && first.from - from, true, false];
}

/** An entry of a list: a rate, or a length in updates. */
function numberOf(entry: unknown, plan: Plan | undefined, steps: number): number | undefined {
  if (typeof entry === 'object' && entry !== null) {
    return Math.round((entry as { share: number }).share * steps);
  }
  return typeof entry === 'number' ? entry : updatesOf(entry as Length, plan);
}
