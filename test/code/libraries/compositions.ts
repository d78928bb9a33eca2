import fc from 'fast-check';
import type { Schedule } from '../../../src/schedule';
import * as lr from '../../../src/schedule';
import { type Example, examples } from '../examples';

const leaves = examples.slice(
  0,
  examples.findIndex(({ name }) => name.startsWith('cosine({')),
);
const leaf = fc.constantFrom(...leaves.map(({ schedule }) => schedule));
const steps = fc.integer({ min: 1, max: 20 });
const factor = fc.double({ min: 0.1, max: 1, noNaN: true });

const { schedule } = fc.letrec<{ schedule: Schedule }>((tie) => ({
  schedule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.tuple(tie('schedule'), steps).map(([inner, n]) => inner.warmup(n)),
    fc.tuple(tie('schedule'), steps).map(([inner, n]) => inner.hold(n)),
    fc.tuple(tie('schedule'), steps).map(([inner, n]) => inner.shift(n)),
    fc.tuple(tie('schedule'), factor).map(([inner, c]) => inner.scale(c)),
    fc.tuple(tie('schedule'), factor).map(([inner, c]) => inner.clamp(1e-5 * c, 1e-3)),
    fc.tuple(tie('schedule'), factor).map(([inner, c]) => inner.repeat(2, { peakMultiplier: c })),
    fc.tuple(tie('schedule'), tie('schedule')).map(([a, b]) => a.followedBy(b)),
    fc.tuple(tie('schedule'), tie('schedule'), steps).map(([a, b, n]) => lr.sequence([a, b], [n])),
    fc
      .tuple(fc.constantFrom(lr.product, lr.sum, lr.min, lr.max), tie('schedule'), tie('schedule'))
      .map(([join, a, b]) => join(a, b)),
  ),
}));

/** Random compositions, the same ones of every seed; none is a leaf alone. */
export function compositions(count = 25, seed = 20261124): Example[] {
  return fc
    .sample(
      schedule.filter((one) => !leaves.some((own) => own.schedule === one)),
      { seed, numRuns: count },
    )
    .map((one) => ({ name: one.label, schedule: one }));
}
