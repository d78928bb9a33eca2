import {
  constant,
  cosine,
  cosineRestarts,
  multiStepDecay,
  oneCycle,
  type Plan,
  piecewise,
  type Schedule,
  stepDecay,
  wsd,
} from 'anneal/pure';
import { describe, expect, it } from 'vitest';
import { LEAF_FAMILIES, trackOf } from '../../labextension/src/designer/model/edits';
import { type Handle, handlesOf } from '../../labextension/src/designer/model/handles';
import { moveSideways, moveVertically, NO_SNAP } from '../../labextension/src/designer/model/move';
import { nudgeSideways, nudgeVertically } from '../../labextension/src/designer/model/nudge';
import { buildScene, type Scene } from '../../labextension/src/designer/model/scene';
import type { Track } from '../../labextension/src/designer/model/track';

const plan: Plan = { examples: 60_000, batchSize: 128, epochs: 10 };
const sceneOf = (schedule: Schedule): Scene => buildScene(trackOf(schedule), plan);
const rebuilt = (track: Track): Scene => buildScene(track, plan);
const bindings = (schedule: Schedule): string[] =>
  handlesOf(sceneOf(schedule)).map(
    ({ step, y, x }) => `${step}: ${y?.address.name ?? '–'}, ${x?.address.name ?? '–'}`,
  );

describe('handlesOf()', () => {
  it.each<[string, Schedule, string[]]>([
    ['a decay', cosine(), ['0: peak, –', '4690: floor, –']],
    ['a warm-up', cosine().warmup(500), ['0: from, –', '500: peak, –', '4690: floor, –']],
    ['phases', wsd(), ['235: peak, warmup', '3752: peak, decay', '4690: floor, –']],
    ['ratios', oneCycle(), ['0: divide, –', '1407: peak, rise', '4690: finalDivide, –']],
    [
      'milestones',
      multiStepDecay({ milestones: [1000, '50%'] }),
      ['0: peak, –', '1000: gamma, milestones', '2345: gamma, milestones', '4690: gamma, –'],
    ],
    ['stairs', stepDecay(), ['0: peak, –', '1173: gamma, every', '4690: gamma, –']],
    ['a level', constant(), ['0: peak, –', '4690: peak, –']],
    [
      'rates in a list',
      piecewise({ boundaries: [100, 200], values: [1, 2, 3] }),
      ['0: values, –', '100: values, boundaries', '200: values, boundaries', '4690: values, –'],
    ],
  ])('finds the points of %s and what moves them', (_name, schedule, points) => {
    expect(bindings(schedule).slice(0, points.length)).toEqual(
      // the start of a warm-up inside a family is moved by its peak
      points,
    );
  });

  it('gives the first restart the length of a cycle', () => {
    const [, first] = handlesOf(sceneOf(cosineRestarts({ cycle: 1000 })));
    expect(first).toMatchObject({ step: 1000, x: { address: { name: 'cycle' }, value: 1000 } });
  });

  it('asks for a few builds, so that a drag has time for them', () => {
    const scene = sceneOf(cosineRestarts({ cycle: 1 }));
    expect(handlesOf(scene).length).toBeLessThanOrEqual(14);
  });
});

/** Every handle of every family, by its place in the list. */
const all = LEAF_FAMILIES.flatMap((family) => {
  const scene = rebuilt({ items: [{ spec: { family: family.id, values: {} } }], head: {} });
  return handlesOf(scene).map((handle): [string, Scene, Handle] => [
    `${family.id} ${handle.y?.address.name ?? handle.x?.address.name} at ${handle.step}`,
    scene,
    handle,
  ]);
});

describe.each(all)('the point %s', (_name, scene, handle) => {
  it('goes to a rate that its value can reach, and stays within what is allowed at any other', () => {
    if (!handle.y) return;
    const isRate = handle.y.param.kind === 'rate' || handle.y.param.kind === 'rates';
    for (const factor of [0.5, 0.9, 1.2]) {
      const target = (handle.rate || 1e-4) * factor;
      const moved = rebuilt(moveVertically(scene, handle, target, NO_SNAP));
      const [before, after] = [handle.rate, moved.curve(handle.probe)];
      // nearer than before, or as near as the bounds let it
      expect(Math.abs(after - target)).toBeLessThanOrEqual(Math.abs(before - target) * 1.0001);
      if (isRate && factor < 1 && handle.y.value > 0) expect(after).toBeCloseTo(target, 6);
    }
    for (const rate of [0, 1e-12, 1e6]) {
      expect(() => rebuilt(moveVertically(scene, handle, rate, NO_SNAP))).not.toThrow();
    }
  });

  it('moves sideways by whole updates', () => {
    if (!handle.x) return;
    const target = handle.step + 20;
    const moved = rebuilt(moveSideways(scene, handle, target));
    const places = handlesOf(moved).map(({ step }) => step);
    expect(Math.min(...places.map((step) => Math.abs(step - target)))).toBeLessThanOrEqual(1);
  });

  it('follows the keys', () => {
    if (handle.y) {
      const value = handle.y.value;
      const up = rebuilt(nudgeVertically(scene, handle, true, false));
      expect(JSON.stringify(up.spec) !== JSON.stringify(scene.spec) || value > 0.9).toBe(true);
    }
    if (handle.x) {
      const [one, many] = [false, true].map((coarse) =>
        rebuilt(nudgeSideways(scene, handle, true, coarse)),
      );
      expect(JSON.stringify(one?.spec)).not.toBe(JSON.stringify(many?.spec));
    }
  });
});
