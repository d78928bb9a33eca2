import {
  constant,
  cosine,
  cosineRestarts,
  linear,
  oneCycle,
  type Plan,
  type Schedule,
  sequence,
  wsd,
} from 'anneal/pure';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addAfter,
  addWarmup,
  bareSpec,
  changeFamily,
  duplicateItem,
  joinItems,
  LEAF_FAMILIES,
  moveItem,
  removeItem,
  repeatItem,
  splitItem,
  trackOf,
} from '../../labextension/src/designer/model/edits';
import { moveSeam } from '../../labextension/src/designer/model/resize';
import { buildScene, type Scene } from '../../labextension/src/designer/model/scene';
import { type Track, writeTrack } from '../../labextension/src/designer/model/track';

const plan: Plan = { examples: 60_000, batchSize: 128, epochs: 10 };
const long = sequence([
  constant({ peak: 8e-4, steps: 1500 }).named('Hold'),
  cosine({ peak: 8e-4, floor: 4e-5, steps: 1690 }),
  linear({ peak: 4e-4, steps: 1000 }),
]).warmup(500);

/** Schedules of every make: with and without lengths, in units, cut by a sequence, one family alone. */
const SCHEDULES: Readonly<Record<string, Schedule>> = {
  'steps everywhere': long,
  'the rest of the plan': cosine().warmup('5%'),
  'rest after a hold': constant({ steps: '2ep' }).followedBy(cosine()),
  'a cut part': sequence([linear(), constant()], [300]),
  'one family': wsd(),
  'inside a scale': cosine({ steps: 900 })
    .scale(0.5)
    .followedBy(oneCycle({ steps: 600 })),
  repeated: cosine({ steps: 300 }).repeat(3).warmup(100),
};

const sceneOf = (schedule: Schedule): Scene => buildScene(trackOf(schedule), plan);
const lengths = ({ segments }: Scene): number[] => segments.map(({ from, to }) => to - from);
const rebuilt = (track: Track): Scene => buildScene(track, plan);
const sample = ({ curve, total }: Scene): number[] =>
  Array.from({ length: 300 }, (_, i) => curve(Math.floor((i * total) / 300)));

describe.each(Object.entries(SCHEDULES))('edits of %s', (_name, schedule) => {
  const scene = sceneOf(schedule);
  const last = scene.segments.length - 1;
  const bodies = scene.segments.filter(({ item }) => !item.lead).map(({ index }) => index);

  it('takes the schedule apart and puts it together again', () => {
    expect(writeTrack(scene.track)).toEqual(bareSpec(schedule));
    expect(lengths(scene).reduce((sum, one) => sum + one)).toBe(scene.curve.steps);
  });

  it('keeps the length of the whole whatever is done inside', () => {
    const tracks: Track[] = bodies.flatMap((index) => [
      addAfter(scene, index, LEAF_FAMILIES[0] as never),
      duplicateItem(scene, index),
      splitItem(scene, index, (scene.segments[index]?.from ?? 0) + 7),
      joinItems(scene, index),
      removeItem(scene, index),
      ...bodies.map((to) => moveItem(scene, index, to)),
    ]);
    for (const track of tracks) expect(rebuilt(track).curve.steps).toBe(scene.curve.steps);
  });

  it('leaves no rate changed by a split, and makes whole what it has split', () => {
    for (const index of bodies) {
      const { from = 0, to = 0 } = scene.segments[index] ?? {};
      const split = rebuilt(splitItem(scene, index, Math.round(from + (to - from) / 3)));
      expect(split.segments.length).toBe(scene.segments.length + 1);
      sample(scene).forEach((rate, i) => {
        expect(sample(split)[i]).toBeCloseTo(rate, 14);
      });
      const joined = rebuilt(joinItems(split, index));
      expect(joined.segments.length).toBe(scene.segments.length);
      expect(lengths(joined)).toEqual(lengths(scene));
    }
  });

  it('moves a seam and nothing behind the next one', () => {
    for (let index = 0; index < last; index++) {
      const { to = 0 } = scene.segments[index] ?? {};
      const moved = rebuilt(moveSeam(scene, index, to + 20));
      expect(moved.segments[index]?.to).toBe(to + 20);
      expect(moved.segments.slice(index + 2).map(({ from }) => from)).toEqual(
        scene.segments.slice(index + 2).map(({ from }) => from),
      );
      // three repeats of a third cannot take every length
      expect(Math.abs(moved.curve.steps - scene.curve.steps)).toBeLessThanOrEqual(2);
    }
  });

  it('repeats a segment in the time it took once', () => {
    for (const index of bodies) {
      const twice = rebuilt(repeatItem(scene, index));
      expect(Math.abs(twice.curve.steps - scene.curve.steps)).toBeLessThanOrEqual(1);
      const { from = 0, to = 0 } = twice.segments[index] ?? {};
      expect(twice.curve(from)).toBe(twice.curve(from + (to - from) / 2));
    }
  });

  it('gives every segment any family', () => {
    for (const index of bodies) {
      for (const family of LEAF_FAMILIES) {
        expect(() => rebuilt(changeFamily(scene, index, family))).not.toThrow();
      }
    }
  });
});

it('keeps the length of the whole through any row of edits', () => {
  const edits = [
    (scene: Scene, at: number) =>
      splitItem(scene, at, ((scene.segments[at]?.from ?? 0) + (scene.segments[at]?.to ?? 0)) / 2),
    repeatItem,
    joinItems,
    duplicateItem,
    removeItem,
    (scene: Scene, at: number) => moveItem(scene, at, (at + 1) % scene.segments.length),
    (scene: Scene, at: number) =>
      addAfter(scene, at, LEAF_FAMILIES[at % LEAF_FAMILIES.length] as never),
    (scene: Scene, at: number) =>
      changeFamily(scene, at, LEAF_FAMILIES[(at * 7) % LEAF_FAMILIES.length] as never),
  ];
  const steps = fc.array(fc.tuple(fc.nat(edits.length - 1), fc.nat(9)), { maxLength: 8 });
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(SCHEDULES)), steps, (schedule, row) => {
      let scene = sceneOf(schedule);
      const { steps: before } = scene.curve;
      for (const [edit, at] of row) {
        const index = at % scene.segments.length;
        if (scene.segments[index]?.item.lead) continue;
        scene = rebuilt((edits[edit] as (typeof edits)[number])(scene, index));
        // read back as the file would be
        expect(trackOf({ spec: scene.spec }).items.length).toBe(scene.track.items.length);
      }
      // repeats of repeats cannot take every length
      expect(Math.abs(scene.curve.steps / before - 1)).toBeLessThan(0.1);
    }),
    { numRuns: 150 },
  );
});

describe('addWarmup()', () => {
  it('fits the schedule into the plan it had', () => {
    const scene = sceneOf(cosine({ peak: 1e-3, steps: 4690 }));
    const warm = rebuilt(addWarmup(scene));
    expect(lengths(warm)).toEqual([235, 4455]);
    expect(warm.curve(0)).toBeGreaterThan(0);
  });

  it('takes a twentieth of the steps where there is no plan', () => {
    const scene = buildScene(trackOf(cosine({ peak: 1e-3, steps: 400 })), undefined);
    const warm = buildScene(addWarmup(scene), undefined);
    expect(lengths(warm)).toEqual([20, 400]);
  });

  it('keeps the name of the whole', () => {
    const spec = writeTrack(addWarmup(sceneOf(cosine().named('mine'))));
    expect(spec.label).toBe('mine');
    expect(spec.parts?.[0]?.label).toBeUndefined();
    const two = addAfter(sceneOf(cosine().named('mine')), 0, LEAF_FAMILIES[0] as never);
    expect(writeTrack(two).label).toBe('mine');
    expect(two.items.map((item) => item.spec.label)).toEqual([undefined, undefined]);
  });
});

describe('removeItem()', () => {
  it('keeps the last segment that is no warm-up', () => {
    const scene = sceneOf(cosineRestarts().warmup(10));
    expect(removeItem(scene, 1)).toBe(scene.track);
    expect(removeItem(scene, 0).items).toHaveLength(1);
  });
});
