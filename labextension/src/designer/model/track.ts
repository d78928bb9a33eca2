import { type AnyFamily, families, type Length, type Spec } from 'anneal/pure';
import type { Fields } from './document';

/** A stretch of a schedule as the designer shows it: one block of the strip. */
export interface Item {
  /** The family with its values; without parts when it is `lead`. */
  readonly spec: Spec;
  /** Updates in front of what follows, such as a warm-up: to the end of the schedule, or of the next item only. */
  readonly lead?: 'all' | 'next';
  /** Updates it is cut or stretched to by the sequence around it. */
  readonly length?: Length;
}

/** A schedule as a row of items, and what belongs to all of it. */
export interface Track {
  readonly items: readonly Item[];
  /** Label and unknown fields of the whole. */
  readonly head: Fields;
}

const byId = new Map(families.map((family) => [family.id, family]));
const CHAIN = families.find((family) => family.order === 'chain') as AnyFamily;
const MOST_ITEMS = 60;

/** The family of a spec that the library has read before. */
export function familyOf(spec: Spec): AnyFamily {
  return byId.get(spec.family) as AnyFamily;
}

/** A schedule taken apart into items. What has a name or fields of its own inside it stays whole. */
export function readTrack(spec: Spec): Track {
  const { family, values, parts, version: _, plan: _plan, ...head } = spec;
  const body: Spec = { family, values, ...(parts && { parts }) };
  const items = itemsOf(body, undefined, true);
  // a single item keeps its own fields
  if (items.length === 1) return { items: [{ spec: { ...body, ...head } }], head: {} };
  return items.length > MOST_ITEMS ? { items: [{ spec: body }], head } : { items, head };
}

function itemsOf(spec: Spec, length: Length | undefined, last: boolean): Item[] {
  const { order } = familyOf(spec);
  const { family: _, values: _values, parts = [], ...own } = spec;
  const whole: Item[] = [{ spec, ...(length !== undefined && { length }) }];
  if (!order || length !== undefined || Object.keys(own).length > 0) return whole;
  if (order === 'chain') {
    const lengths = (spec.values.lengths ?? []) as readonly Length[];
    return parts.flatMap((part, index) =>
      itemsOf(part, lengths[index], last && index === parts.length - 1),
    );
  }
  const rest = itemsOf(parts[0] as Spec, undefined, last);
  const leads = rest.filter((item) => !item.lead).length;
  if (leads > 1 && !last) return whole;
  const bare: Spec = { family: spec.family, values: spec.values };
  return [{ spec: bare, lead: last ? 'all' : 'next' }, ...rest];
}

/**
 * The schedule of a row of items.
 *
 * @param stepsOf Updates an item has now; asked where a sequence must name the length of every part.
 */
export function writeTrack({ items, head }: Track, stepsOf: (index: number) => number): Spec {
  const spec = joinItems(items, 0, stepsOf);
  return { ...spec, ...head };
}

function joinItems(
  items: readonly Item[],
  from: number,
  stepsOf: (index: number) => number,
): Spec {
  const groups: Spec[] = [];
  const lengths: (Length | undefined)[] = [];
  const steps: (() => number)[] = [];
  for (let index = from; index < items.length; index++) {
    const start = index;
    if (items[index]?.lead === 'all') {
      groups.push(behind((items[index] as Item).spec, joinItems(items, index + 1, stepsOf)));
      lengths.push(undefined);
      break;
    }
    while (items[index]?.lead && items[index + 1]) index++;
    let { spec, length } = items[index] as Item;
    for (let lead = index - 1; lead >= start; lead--) {
      spec = behind((items[lead] as Item).spec, spec);
    }
    const [first, last] = [start, index];
    groups.push(spec);
    lengths.push(length);
    steps.push(() => {
      let sum = 0;
      for (let i = first; i <= last; i++) sum += stepsOf(i);
      return sum;
    });
  }
  if (groups.length === 1 && lengths[0] === undefined) return groups[0] as Spec;
  // the last part needs no length: it takes what is left
  const named = lengths.slice(0, groups.length - 1);
  while (named.length > 0 && named.at(-1) === undefined) named.pop();
  const values =
    named.length > 0 ? { lengths: named.map((one, i) => one ?? steps[i]?.() ?? 1) } : {};
  return { family: CHAIN.id, values, parts: groups };
}

function behind(lead: Spec, part: Spec): Spec {
  return { ...lead, parts: [part] };
}
