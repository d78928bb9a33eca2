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

/** The schedule of a row of items. */
export function writeTrack({ items, head }: Track): Spec {
  return { ...joinItems(items), ...head };
}

/** An item with what leads to it. */
interface Group {
  readonly spec: Spec;
  readonly length: Length | undefined;
}

function joinItems(items: readonly Item[]): Spec {
  const groups: Group[] = [];
  for (let index = 0; index < items.length; index++) {
    const start = index;
    const { spec: first, lead } = items[index] as Item;
    if (lead === 'all') {
      groups.push({ spec: behind(first, joinItems(items.slice(index + 1))), length: undefined });
      break;
    }
    while (items[index]?.lead && items[index + 1]) index++;
    const { spec, length } = items[index] as Item;
    const leads = items.slice(start, index).reverse();
    groups.push({ spec: leads.reduce((part, one) => behind(one.spec, part), spec), length });
  }
  return joinGroups(groups);
}

/**
 * A sequence names the lengths of its first parts: where a later one is cut, it and what follows are a sequence of
 * their own.
 */
function joinGroups(groups: readonly Group[]): Spec {
  const [only] = groups;
  if (groups.length === 1) return (only as Group).spec;
  const named = groups.findIndex(({ length }) => length === undefined);
  const cut = groups.findIndex(
    ({ length }, at) => length !== undefined && at > named && at < groups.length - 1,
  );
  const isTail = named >= 0 && cut > 0;
  const parts = isTail
    ? groups.slice(0, cut).map(({ spec }) => spec)
    : groups.map(({ spec }) => spec);
  if (isTail) parts.push(joinGroups(groups.slice(cut)));
  const most = Math.min(named < 0 ? groups.length : named, groups.length - 1);
  const lengths = groups.slice(0, most).map(({ length }) => length);
  return { family: CHAIN.id, values: lengths.length > 0 ? { lengths } : {}, parts };
}

function behind(lead: Spec, part: Spec): Spec {
  return { ...lead, parts: [part] };
}

/** What charts call a family, such as WSD; its title where the name would need its parts. */
export function shortName({ label, title, parts }: AnyFamily): string {
  const name = parts === 0 ? (label?.([]) ?? title) : title;
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Name of an item: its own, or that of its family. */
export function nameOfItem({ spec }: Item): string {
  return spec.label ?? shortName(familyOf(spec));
}
