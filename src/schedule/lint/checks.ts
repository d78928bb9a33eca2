import { warmupFamily } from '../combinators/warmup';
import type { Phase } from '../family';
import type { Node } from '../node';
import { toSpec } from '../spec';
import { formatSteps, rateText } from '../words';
import { editLastLeaf, holdEnd, lastLeaf } from './edit';
import type { Check, Finding, Subject } from './finding';

/** A change at a seam of less than this share of the peak is no jump. */
const JUMP = 0.1;
/** What a family that promises its floor may leave above it, as a share of peak − floor. */
const FLOOR_SHARE = 0.01;
/** Smallest number that float32 holds with full precision. */
const FLOAT32_NORMAL = 2 ** -126;

const fix = (subject: Subject, message: string, node: Node): Finding['fix'] => ({
  message,
  spec: toSpec(node, subject.plan),
});

/** A name that promises a warm-up: `cosine with warm-up`, but not `without warm-up`. */
const PROMISES_WARMUP = /(?<!\b(?:no|without)\s)\bwarm[- ]?up\b/i;

const noWarmup: Check = (subject) => {
  const { curve, run } = subject;
  const { label, ...inner } = subject.node;
  if (label === undefined || !PROMISES_WARMUP.test(label)) return [];
  if (curve.at(0) < curve.at(1) || curve.phases[0]?.kind === 'rise') return [];
  const steps = Math.max(1, Math.round(run / 20));
  const message = `Its name promises a warm-up and it has none: the first update has the full rate, ${rateText(curve.at(0))}`;
  const warmed: Node = { family: warmupFamily, options: { steps }, parts: [inner], label };
  const mended = fix(subject, `warm up for ${formatSteps(steps)} steps`, warmed);
  return [
    {
      rule: 'no-warmup',
      at: 0,
      size: curve.at(0),
      message,
      fix: mended as Required<Finding>['fix'],
    },
  ];
};

const zeroFirstRate: Check = (subject) => {
  if (subject.curve.at(0) !== 0) return [];
  const message = 'The first update has rate 0: it changes nothing';
  return [{ rule: 'zero-first-rate', at: 0, size: 0, message }];
};

const negativeRate: Check = ({ curve, run }) => {
  const at = samples(run + 1).find((step) => curve.at(step) < 0);
  if (at === undefined) return [];
  const size = curve.at(at);
  const message = `The rate is negative at step ${formatSteps(at)}: ${rateText(size)}; the update would climb`;
  return [{ rule: 'negative-rate', at, size, message }];
};

const rebound: Check = (subject) => {
  const { curve, run, peak, node } = subject;
  if (run < curve.steps) return [];
  const end = Math.max(curve.steps - 1, 0);
  const low = curve.at(end);
  const later = samples(curve.steps).map((step) => curve.steps + step);
  let at = later.find((step) => curve.at(step) > low + FLOOR_SHARE * peak);
  if (at === undefined) return [];
  // the first step of the rise, by bisection: the designer asks at every drag
  for (let falls = curve.steps; at - falls > 1; ) {
    const middle = Math.floor((falls + at) / 2);
    if (curve.at(middle - 1) < curve.at(middle)) at = middle;
    else falls = middle;
  }
  const size = Math.max(...later.map((step) => curve.at(step))) - low;
  const message = `Rises again after its end, from ${rateText(low)} by up to ${rateText(size)}`;
  return [{ rule: 'rebound', at, size, message, fix: fix(subject, 'hold the end', holdEnd(node)) }];
};

const jump: Check = (subject) => {
  const { curve, run, peak, node } = subject;
  return curve.phases.filter(isSeam).flatMap(({ from, name }, index, seams) => {
    const [before, after] = [curve.at(from - 1), curve.at(from)];
    const size = after - before;
    // a steep curve is no jump: what its slope on either side explains is taken off
    const slope = Math.max(
      Math.abs(before - curve.at(Math.max(0, from - 2))),
      Math.abs(curve.at(from + 1) - after),
    );
    if (from >= run || Math.abs(size) - slope < JUMP * peak) return [];
    const share = Math.round((100 * Math.abs(size)) / Math.max(before, after));
    const message = `Jumps ${size < 0 ? 'down' : 'up'} ${share} % at step ${formatSteps(from)}, from ${rateText(before)} to ${rateText(after)}`;
    const leaf = lastLeaf(node);
    const mendable = index === seams.length - 1 && 'peak' in leaf.family.params && before > 0;
    return [
      {
        rule: 'jump',
        at: from,
        size,
        message,
        ...(mendable && {
          fix: fix(
            subject,
            `start ${name} at ${rateText(before)}`,
            editLastLeaf(node, { peak: before }),
          ),
        }),
      },
    ];
  });
};

/** A phase that begins where another family ended, and not a restart that is wanted. */
function isSeam(phase: Phase, index: number): boolean {
  return index > 0 && !phase.restart && phase.kind !== 'cycle';
}

const warmupFillsRun: Check = ({ curve, run }) => {
  const rise = curve.phases[0];
  if (rise?.name !== 'warm-up' || rise.to < run) return [];
  const message = `The warm-up of ${formatSteps(rise.to)} updates fills the run of ${formatSteps(run)}: the rate never comes down`;
  return [{ rule: 'warmup-fills-run', at: run, size: rise.to, message }];
};

const cutCycle: Check = ({ curve, run }) => {
  const cycles = curve.phases.filter(({ kind }) => kind === 'cycle');
  const last = cycles.find(({ from, to }) => from < run && run <= to);
  const before = last && cycles[cycles.indexOf(last) - 1];
  if (!last || !before) return [];
  const done = Math.min(run, last.to) - last.from;
  const missing = before.to - before.from - done;
  if (missing <= Math.max(1, FLOOR_SHARE * (before.to - before.from))) return [];
  const message = `The last cycle is cut ${formatSteps(missing)} updates before it could be as long as the one before`;
  return [{ rule: 'cut-cycle', at: run - 1, size: missing, message }];
};

const cutShort: Check = ({ curve, run }) => {
  if (run >= curve.steps || curve.phases.some(({ kind }) => kind === 'cycle')) return [];
  const size = curve.steps - run;
  const message = `The run ends ${formatSteps(size)} updates before the schedule, at a rate of ${rateText(curve.at(run - 1))}`;
  return [{ rule: 'cut-short', at: run - 1, size, message }];
};

const endsEarly: Check = ({ curve, run }) => {
  const size = run - curve.steps;
  if (size <= 0) return [];
  const message = `The schedule ends ${formatSteps(size)} updates before the run, which goes on at ${rateText(curve.at(run - 1))}`;
  return [{ rule: 'ends-early', at: curve.steps, size, message }];
};

const floorNotReached: Check = (subject) => {
  const { node, curve, run, peak } = subject;
  const leaf = lastLeaf(node);
  // scale and clamp change what the floor is
  if (!('end' in leaf.family.params) || !wrapsOnlyInTime(node) || run < curve.steps) return [];
  const floor = (leaf.options.floor as number | undefined) ?? 0;
  const size = curve.at(run - 1) - floor;
  if (run > curve.steps || size <= FLOOR_SHARE * (peak - floor)) return [];
  const message = `The last update, step ${formatSteps(run - 1)}, is still ${rateText(size)} above the floor`;
  const inclusive = editLastLeaf(node, { end: 'inclusive' });
  return [
    {
      rule: 'floor-not-reached',
      at: run - 1,
      size,
      message,
      fix: fix(subject, 'let the last update have the floor', inclusive),
    },
  ];
};

function wrapsOnlyInTime(node: Node): boolean {
  const inTime =
    node.parts.length === 0 || ['warmup', 'sequence', 'shift'].includes(node.family.id);
  return inTime && node.parts.slice(-1).every(wrapsOnlyInTime);
}

const float32Loss: Check = ({ curve, run }) => {
  const lost = (step: number): boolean => curve.at(step) > 0 && curve.at(step) < FLOAT32_NORMAL;
  const at = samples(run).find(lost);
  if (at === undefined) return [];
  const size = curve.at(at);
  const message = `The rate of step ${formatSteps(at)}, ${rateText(size)}, is too small for float32: optimizers round it`;
  return [{ rule: 'float32-loss', at, size, message }];
};

/** Steps of a run that stand for all of them: each of a short one, an even grid of a long one, always its ends. */
export function samples(run: number): number[] {
  const count = Math.min(run, 2000);
  return Array.from({ length: count }, (_, index) =>
    Math.round((index * (run - 1)) / Math.max(1, count - 1)),
  );
}

/** Every check, in the order in which findings are told. */
export const CHECKS: readonly Check[] = [
  noWarmup,
  zeroFirstRate,
  negativeRate,
  jump,
  warmupFillsRun,
  cutCycle,
  cutShort,
  endsEarly,
  floorNotReached,
  rebound,
  float32Loss,
];
