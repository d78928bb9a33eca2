import type { Length, Plan, Spec } from 'anneal/pure';
import { lengthIn, unitOf, updatesOf } from './length';
import { buildScene, type Scene, type Segment } from './scene';
import { familyOf, type Item, type Track } from './track';

/** A track with some items replaced; an item that becomes a list stands for all of them. */
export function replaceItems(
  { items, head }: Track,
  at: number,
  count: number,
  next: readonly Item[],
): Track {
  return { items: [...items.slice(0, at), ...next, ...items.slice(at + count)], head };
}

/** Whether an item takes what the plan leaves, whatever comes before it. */
export function takesRest(scene: Scene, index: number): boolean {
  const item = scene.track.items[index];
  if (!item || index !== scene.track.items.length - 1 || item.length !== undefined) return false;
  const leaf = leafOf(item.spec);
  const param = familyOf(leaf).params.steps;
  const rests = param?.kind === 'length' && param.default === 'rest';
  return rests && leaf.values.steps === undefined && scene.plan !== undefined && scene.total > 0;
}

/** The family at the bottom of a spec with one part at each level. */
function leafOf(spec: Spec): Spec {
  const [part] = spec.parts ?? [];
  return part ? leafOf(part) : spec;
}

/** An item that lasts `updates`, in the unit its length is written in. */
export function resized(scene: Scene, index: number, updates: number): Item {
  const item = scene.track.items[index] as Item;
  const { from, to } = scene.segments[index] as Segment;
  const { plan } = scene;
  // a family that takes what it is given has no length of its own to be cut
  const isCut =
    item.length !== undefined && (item.spec.parts || item.spec.values.steps !== undefined);
  if (isCut) {
    return { ...item, length: lengthIn(unitOf(item.length), updates, plan) };
  }
  const steps = (spec: Spec, count: number): Spec => ({
    ...spec,
    values: { ...spec.values, steps: lengthIn(unitOf(spec.values.steps), count, plan) },
  });
  if (!item.spec.parts) {
    if (!('steps' in familyOf(item.spec).params)) return { ...item, length: updates };
    const { length: _, ...own } = item;
    return { ...own, spec: steps(item.spec, updates) };
  }
  // all that is inside grows in proportion, and what does not come out even is made up for at the bottom
  const ratio = updates / (to - from);
  const leafSteps = Math.max(
    1,
    Math.round((lengthOfLeaf(scene, leafOf(item.spec)) ?? to - from) * ratio),
  );
  const scaled = withSteps(item.spec, (count) => Math.round(count * ratio), leafSteps, plan);
  const off = updates - (lengthOfItem(scene, { spec: scaled }) ?? updates);
  const even = withSteps(scaled, (count) => count, Math.max(1, leafSteps + off), plan);
  const grown = { ...item, spec: even };
  return lengthOfItem(scene, grown) === updates ? grown : { ...grown, length: updates };
}

/** A spec with other lengths: each of its own by `change`, the one at the bottom as given. */
function withSteps(
  spec: Spec,
  change: (count: number) => number,
  bottom: number,
  plan: Plan | undefined,
): Spec {
  const { parts } = spec;
  const { steps } = spec.values;
  const now = steps === undefined ? undefined : updatesOf(steps as Length, plan);
  const count = parts ? now !== undefined && change(now) : bottom;
  const values =
    count === false ? spec.values : { ...spec.values, steps: lengthIn(unitOf(steps), count, plan) };
  if (!parts) return { ...spec, values };
  const [part, ...others] = parts as readonly [Spec, ...Spec[]];
  return { ...spec, values, parts: [withSteps(part, change, bottom, plan), ...others] };
}

function lengthOfLeaf(scene: Scene, leaf: Spec): number | undefined {
  return leaf.values.steps === undefined ? undefined : lengthOfItem(scene, { spec: leaf });
}

/** Updates an item lasts when it stands alone; nothing when it cannot be built. */
export function lengthOfItem(scene: Scene, item: Item): number | undefined {
  try {
    return buildScene({ items: [item], head: {} }, scene.plan).curve.steps;
  } catch {
    return undefined;
  }
}

/** A track in which every item names its own length, but for a last one that takes what the plan leaves. */
export function frozen(scene: Scene): Track {
  const items = scene.segments.map(({ index, item, from, to }) => {
    const named =
      item.lead || item.length !== undefined || leafOf(item.spec).values.steps !== undefined;
    return named || takesRest(scene, index) ? item : resized(scene, index, to - from);
  });
  return { ...scene.track, items };
}

/**
 * A track whose seam after an item stands at `step`: what the item gains, the next one loses, so that all later parts
 * stay where they are. The last seam moves the end.
 */
export function moveSeam(scene: Scene, index: number, step: number): Track {
  const left = scene.segments[index] as Segment;
  const right = scene.segments[index + 1];
  const most = right ? right.to - 1 : Infinity;
  const at = Math.min(Math.max(Math.round(step), left.from + 1), most);
  const items = [...scene.track.items];
  items[index] = resized(scene, index, at - left.from);
  if (right && !takesRest(scene, index + 1))
    items[index + 1] = resized(scene, index + 1, right.to - at);
  return { ...scene.track, items };
}
