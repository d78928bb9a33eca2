import {
  type AnyFamily,
  constant,
  type Feedback,
  fromSpec,
  isFeedback,
  type Plan,
  planSteps,
  preview,
  type RateCurve,
  type Schedule,
  type Spec,
  stepsPerEpoch,
} from 'anneal/pure';
import { fullSpec } from './document';
import { familyOf, type Item, type Track, writeTrack } from './track';

/** An item at its place in the schedule: it owns the updates `from` … `to − 1`. */
export interface Segment {
  readonly index: number;
  readonly item: Item;
  readonly family: AnyFamily;
  readonly from: number;
  readonly to: number;
}

/** A track that was built: what is drawn. */
export interface Scene {
  readonly track: Track;
  readonly spec: Spec;
  readonly schedule: Schedule | Feedback;
  /** Rates by update; of a schedule that listens to metrics, those before the first metric. */
  readonly curve: RateCurve;
  readonly segments: readonly Segment[];
  /** The plan its lengths are resolved by: that of the document, or one that stands for it. */
  readonly plan: Plan | undefined;
  /** What the axis counts: updates, or the unit all lengths are in while no plan is known. */
  readonly unit: 'step' | 'epoch' | 'percent';
  readonly stepsPerUnit: number;
  readonly stepsPerEpoch: number | undefined;
  /** Updates of the axis: those of the plan, or of the schedule if it is longer. */
  readonly total: number;
}

/** The rates of a schedule; a listening one gives those it has before any metric. */
export function curveOf(schedule: Schedule | Feedback): RateCurve {
  if (!isFeedback(schedule)) return schedule as Schedule;
  const { rate } = schedule.start();
  const { steps, phases, label } = schedule;
  return Object.assign(() => rate, { steps, phases, label });
}

const SENTINEL = constant({ steps: 1 }).spec;

/** First update of each item, and the update after the last. */
function startsOf({ items }: Track, plan: Plan | undefined, total: number): number[] {
  const starts = [0];
  for (let count = 1; count < items.length; count++) {
    const track = { items: [...items.slice(0, count), { spec: SENTINEL }], head: {} };
    starts.push(fromSpec(fullSpec(writeTrack(track), plan)).steps - 1);
  }
  return [...starts, total];
}

/**
 * Builds a track.
 *
 * @throws RangeError | TypeError when it cannot be built: a value that is not allowed, a length that needs a plan.
 */
export function buildScene(track: Track, plan: Plan | undefined): Scene {
  const spec = writeTrack(track);
  const made = fromSpec(fullSpec(spec, plan));
  const shown = isFeedback(made)
    ? { schedule: made, unit: 'step' as const, stepsPerUnit: 1 }
    : preview(made);
  const { schedule } = shown;
  const used = schedule.plan;
  const curve = curveOf(schedule);
  const starts = startsOf(track, used, curve.steps);
  return {
    track,
    spec,
    schedule,
    curve,
    segments: track.items.map((item, index) => ({
      index,
      item,
      family: familyOf(item.spec),
      from: starts[index] as number,
      to: starts[index + 1] as number,
    })),
    plan: used,
    unit: shown.unit,
    stepsPerUnit: shown.stepsPerUnit,
    stepsPerEpoch: used && stepsPerEpoch(used),
    total: Math.max((used && planSteps(used)) ?? 0, curve.steps),
  };
}
