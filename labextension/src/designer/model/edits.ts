import {
  type AnyFamily,
  constant,
  families,
  fromSpec,
  type Length,
  oneCycleMomentum,
  planSteps,
  type Schedule,
  type Spec,
  validate,
} from 'anneal/pure';
import { fullSpec } from './document';
import { lengthIn, updatesOf } from './length';
import { frozen, lengthOfItem, replaceItems, resized, takesRest } from './resize';
import { buildScene, type Scene, type Segment } from './scene';
import { familyOf, type Item, readTrack, type Track } from './track';

/** Families a segment can be made of: they need no other schedule and can be written as JSON. */
export const LEAF_FAMILIES: readonly AnyFamily[] = families.filter(
  ({ parts, params, feedback }) =>
    parts === 0 &&
    !feedback &&
    !Object.values(params).some((param) => param.kind === 'function' && param.default),
);

/** The spec of a schedule without what only a file has. */
export function bareSpec(schedule: { readonly spec: Spec }): Spec {
  const { version: _, plan: _plan, ...spec } = schedule.spec;
  return spec;
}

const tidy = (rate: number): number => Number(rate.toPrecision(3));

/** A rise of a twentieth of the run in front of everything; the schedule behind it makes room. */
export function addWarmup(scene: Scene): Track {
  const { track, plan, total, unit } = scene;
  const twentieth = Math.max(1, Math.round(total / 20));
  // in the unit of the other lengths while no plan turns one into another
  const inEpochs = unit === 'epoch' && lengthIn('ep', twentieth, plan);
  const steps: Length = inEpochs || (plan && planSteps(plan) ? '5%' : twentieth);
  const { parts: _, ...spec } = bareSpec(constant().warmup(steps));
  const next: Track = { ...track, items: [{ spec, lead: 'all' }, ...track.items] };
  return fitted(withHead(scene, next), scene);
}

/** Shortens the item after a new one, so that the whole is no longer than it was. */
function fitted(track: Track, scene: Scene): Track {
  const grown = buildScene(track, scene.plan);
  const excess = grown.curve.steps - scene.curve.steps;
  const second = grown.segments[1] as Segment;
  const rest = second.to - second.from - excess;
  if (excess <= 0 || rest < 1 || !scene.plan) return track;
  return replaceItems(track, 1, 1, [resized(grown, 1, rest)]);
}

/** What was one segment becomes a row: its name and unknown fields belong to all of it. */
function withHead(scene: Scene, track: Track): Track {
  const bodies = scene.track.items.filter(({ lead }) => !lead);
  const single = track.items.find(({ lead }) => !lead);
  if (!single || bodies.length > 1) return track;
  const { family, values, parts, ...own } = single.spec;
  const spec: Spec = { family, values, ...(parts && { parts }) };
  const items = track.items.map((item) => (item === single ? { ...item, spec } : item));
  return { items, head: { ...own, ...track.head } };
}

/** A segment behind another one, which gives it half of its length; it starts where the other ends. */
export function addAfter(scene: Scene, index: number, family: AnyFamily): Track {
  const { from, to, item } = scene.segments[index] as Segment;
  const last = index === scene.segments.length - 1;
  const rate = tidy(scene.curve(to - 1) || scene.curve(from));
  const values = 'peak' in family.params && rate > 0 ? { peak: rate } : {};
  const fresh: Item = { spec: { family: family.id, values: allowed(family, values) } };
  if (item.lead)
    return replaceItems(withHead(scene, scene.track), index + 1, 0, [
      timed(scene, fresh, Math.max(1, Math.round(scene.total / 4))),
    ]);
  const first = Math.max(1, Math.ceil((to - from) / 2));
  const second =
    last && takesRest(scene, index) ? fresh : timed(scene, fresh, Math.max(1, to - from - first));
  return withHead(
    scene,
    replaceItems(frozen(scene), index, 1, [resized(scene, index, first), second]),
  );
}

/** An item of so many updates. */
function timed(scene: Scene, item: Item, updates: number): Item {
  const to = lengthOfItem(scene, item) ?? updates;
  const segment: Segment = { index: 0, item, family: familyOf(item.spec), from: 0, to };
  return resized({ ...scene, track: { items: [item], head: {} }, segments: [segment] }, 0, updates);
}

/** Nothing cuts the last item of a sequence: one that comes to stand there is made as long as it was cut. */
function settled(scene: Scene, track: Track): Track {
  const { items } = track;
  const last = items.at(-1);
  const updates = last?.length === undefined ? undefined : updatesOf(last.length, scene.plan);
  if (!last || updates === undefined) return track;
  return replaceItems(track, items.length - 1, 1, [timed(scene, { spec: last.spec }, updates)]);
}

/** An item of another family: values that both know are kept. */
export function changeFamily(scene: Scene, index: number, family: AnyFamily): Track {
  const { item, from, to } = scene.segments[index] as Segment;
  const start = tidy(scene.curve(from));
  const old = flatValues(item.spec);
  const values = Object.fromEntries(
    Object.keys(family.params).flatMap((name) => {
      const value = old[name] ?? (name === 'peak' && start > 0 ? start : undefined);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const spec: Spec = {
    family: family.id,
    values: allowed(family, values),
    ...(item.spec.label !== undefined && { label: item.spec.label }),
  };
  // what repeats, scales or shifts had a length of its own
  const next = item.spec.parts ? timed(scene, { spec }, to - from) : { ...item, spec };
  return replaceItems(scene.track, index, 1, [next]);
}

/** The values of a spec and of what is inside it; the innermost win. */
function flatValues(spec: Spec): Record<string, unknown> {
  const [part] = spec.parts ?? [];
  return part ? flatValues(part) : { ...spec.values };
}

/** Values without those that a family does not allow. */
function allowed(
  family: AnyFamily,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  let kept: Record<string, unknown> = { ...values };
  for (const { param } of validate(family, kept)) {
    const { [param]: _, ...others } = kept;
    kept = others;
  }
  return validate(family, kept).length > 0 ? {} : kept;
}

/** Whether an item can be taken out: one that is no warm-up has to stay. */
export function canRemove({ track }: Scene, index: number): boolean {
  return (
    track.items[index]?.lead !== undefined || track.items.filter(({ lead }) => !lead).length > 1
  );
}

/** A track without an item; its neighbour takes its updates. */
export function removeItem(scene: Scene, index: number): Track {
  if (!canRemove(scene, index)) return scene.track;
  const { from, to, item } = scene.segments[index] as Segment;
  const heir =
    index > 0 && !item.lead && !scene.track.items[index - 1]?.lead ? index - 1 : index + 1;
  const track = frozen(scene);
  const inherits = scene.segments[heir];
  const without = replaceItems(track, index, 1, []);
  // a lead in front of nothing leads nowhere
  if (without.items.at(-1)?.lead) return replaceItems(without, without.items.length - 1, 1, []);
  if (!inherits || takesRest(scene, heir)) return without;
  const longer = resized(scene, heir, inherits.to - inherits.from + to - from);
  return settled(scene, replaceItems(without, heir > index ? heir - 1 : heir, 1, [longer]));
}

/** A track with an item at another place of the row; what leads stays in front. */
export function moveItem(scene: Scene, from: number, to: number): Track {
  const track = frozen(scene);
  const item = track.items[from];
  const target = track.items[to];
  if (!item || !target || item.lead || target.lead) return scene.track;
  const length = (index: number): number => {
    const segment = scene.segments[index] as Segment;
    return segment.to - segment.from;
  };
  // one that took what was left may stand anywhere now
  const items = track.items.map((one, index) =>
    one.lead ? one : resized(scene, index, length(index)),
  );
  const [moved] = items.splice(from, 1);
  items.splice(to, 0, moved as Item);
  return settled(scene, { ...track, items });
}

/** A track with an item cut in two at a step of the whole; the rates stay what they are. */
export function splitItem(scene: Scene, index: number, step: number): Track {
  const { from, to, item } = scene.segments[index] as Segment;
  const first = Math.min(Math.max(1, Math.round(step - from)), to - from - 1);
  if (item.lead || to - from < 2) return scene.track;
  const track = frozen(scene);
  const rest = to - from - first;
  const last = takesRest(scene, index);
  const plain = [resized(scene, index, first), last ? item : resized(scene, index, rest)];
  const parted = replaceItems(track, index, 1, plain);
  if (sameRates(scene, parted)) return parted;
  const whole = resized(scene, index, to - from).spec;
  const behind = bareSpec((fromSpec(fullSpec(whole, scene.plan)) as Schedule).shift(first));
  return withHead(
    scene,
    replaceItems(track, index, 1, [{ spec: whole, length: first }, cut(behind, item, rest)]),
  );
}

/** A spec cut to so many updates, where the item it comes from was cut by the sequence too. */
function cut(spec: Spec, { length }: Item, updates: number): Item {
  return length === undefined ? { spec } : { spec, length: updates };
}

function sameRates(scene: Scene, track: Track): boolean {
  try {
    const { curve } = buildScene(track, scene.plan);
    const { steps } = scene.curve;
    if (curve.steps !== steps) return false;
    return Array.from({ length: 200 }, (_, i) => Math.round((i * steps) / 200)).every(
      (step) => Math.abs(curve(step) - scene.curve(step)) <= 1e-12 * scene.curve(step),
    );
  } catch {
    return false;
  }
}

/** A track in which an item goes on for the length of the next one too; two halves of a split are whole again. */
export function joinItems(scene: Scene, index: number): Track {
  const [first, second] = [scene.segments[index], scene.segments[index + 1]];
  if (!first || !second || first.item.lead) return scene.track;
  const track = frozen(scene);
  const updates = second.to - first.from;
  const whole = cut(first.item.spec, second.item, updates);
  const isSplit =
    first.item.length === first.to - first.from &&
    isShiftOf(scene, second.item.spec, first.item.spec, first.item.length);
  if (isSplit) return replaceItems(track, index, 2, [whole]);
  const open = takesRest(scene, index + 1) && !first.item.spec.parts;
  const item = open ? restOf(first.item) : resized(scene, index, updates);
  return settled(scene, replaceItems(track, index, 2, [item]));
}

/** An item that takes what the plan leaves. */
function restOf(item: Item): Item {
  const { steps: _, ...values } = item.spec.values;
  return { spec: { ...item.spec, values } };
}

function isShiftOf(scene: Scene, spec: Spec, whole: Spec, by: number): boolean {
  const shifted = bareSpec((fromSpec(fullSpec(whole, scene.plan)) as Schedule).shift(by));
  return JSON.stringify(shifted) === JSON.stringify(spec);
}

/** A track in which an item runs twice in the time it took once. */
export function repeatItem(scene: Scene, index: number): Track {
  const { from, to, item } = scene.segments[index] as Segment;
  if (item.lead || to - from < 2) return scene.track;
  // one that was cut is not cut again in every turn
  const { spec } = timed(scene, { spec: item.spec }, Math.floor((to - from) / 2));
  const twice = (fromSpec(fullSpec(spec, scene.plan)) as Schedule).repeat(2);
  return replaceItems(frozen(scene), index, 1, [{ spec: bareSpec(twice) }]);
}

/** A track with an item twice, both half as long. */
export function duplicateItem(scene: Scene, index: number): Track {
  const { from, to, item } = scene.segments[index] as Segment;
  if (item.lead || to - from < 2) return scene.track;
  const half = Math.floor((to - from) / 2);
  const { label: _, ...copy } = timed(scene, { spec: item.spec }, half).spec;
  return withHead(
    scene,
    replaceItems(frozen(scene), index, 1, [
      resized(scene, index, to - from - half),
      { spec: copy },
    ]),
  );
}

/** Momentum that is low where the rate is high, for the whole of a schedule. */
export function momentumFor(scene: Scene): Spec {
  const { curve, plan, total } = scene;
  const top = highestStep(curve, curve.steps);
  const steps: Length = plan && planSteps(plan) ? '100%' : total;
  const rise = Math.min(0.95, Math.max(0.05, Number((top / total).toPrecision(2))));
  return bareSpec(oneCycleMomentum({ steps, rise }));
}

function highestStep(curve: (step: number) => number, steps: number): number {
  let best = 0;
  for (let i = 0; i <= 400; i++) {
    const step = Math.round((i * (steps - 1)) / 400);
    if (curve(step) > curve(best)) best = step;
  }
  return best;
}

/** The track of a schedule the library made. */
export function trackOf(schedule: { readonly spec: Spec }): Track {
  return readTrack(bareSpec(schedule));
}
