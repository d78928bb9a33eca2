import type { Param, Spec } from 'anneal/pure';
import type { Track } from './track';

/** Where a value stands: an item, a part of it, a parameter, and in a list the entry. */
export interface Address {
  readonly item: number;
  readonly path: readonly number[];
  readonly name: string;
  readonly entry?: number;
  /** The list the entry is in, while the spec leaves it out. */
  readonly list?: readonly unknown[];
}

/** A value that a handle moves. */
export interface Binding {
  readonly address: Address;
  readonly param: Param;
  /** The value now, lengths in updates. */
  readonly value: number;
}

/** The spec of a part inside an item. */
export function partAt(spec: Spec, path: readonly number[]): Spec {
  return path.reduce((one, index) => (one.parts as readonly Spec[])[index] as Spec, spec);
}

/** A spec with another value at a place inside it; without the value when it is undefined. */
function withValue(spec: Spec, address: Omit<Address, 'item'>, value: unknown): Spec {
  const { path, name, entry, list = [] } = address;
  const [first, ...rest] = path;
  if (first !== undefined) {
    const parts = (spec.parts as readonly Spec[]).map((part, index) =>
      index === first ? withValue(part, { ...address, path: rest }, value) : part,
    );
    return { ...spec, parts };
  }
  const { [name]: old, ...others } = spec.values;
  if (value === undefined) return { ...spec, values: others };
  const next =
    entry === undefined ? value : withEntry((old ?? list) as readonly unknown[], entry, value);
  return { ...spec, values: { ...spec.values, [name]: next } };
}

function withEntry(list: readonly unknown[], entry: number, value: unknown): unknown[] {
  return list.map((one, index) => (index === entry ? value : one));
}

/** A track with another value. */
export function setValue(track: Track, address: Address, value: unknown): Track {
  const items = track.items.map((item, index) =>
    index === address.item ? { ...item, spec: withValue(item.spec, address, value) } : item,
  );
  return { ...track, items };
}
