import type { Feedback } from './feedback-state';
import { parseLength, type Unit } from './length';
import { lengthsOf } from './node';
import { type Plan, stepsPerEpoch } from './plan';
import { nodeOf, type Schedule } from './schedule';

/** A schedule ready to be drawn: its lengths in updates, and the unit its axis should count. */
export interface Preview {
  readonly schedule: Schedule;
  readonly unit: 'step' | 'epoch' | 'percent';
  /** Updates that make one `unit`. */
  readonly stepsPerUnit: number;
  /** Updates in one epoch, when the plan tells. */
  readonly stepsPerEpoch?: number;
}

/** Updates that stand for one epoch, and for a whole plan, while the real numbers are unknown. */
const EPOCH_STEPS = 200;
const PLAN_STEPS = 1000;

interface StandIn {
  readonly plan: Plan;
  readonly unit: Preview['unit'];
  readonly stepsPerUnit: number;
}

const ofPlan: StandIn = {
  plan: { steps: PLAN_STEPS },
  unit: 'percent',
  stepsPerUnit: PLAN_STEPS / 100,
};
const STAND_INS: Partial<Record<Unit, StandIn>> = {
  ep: { plan: { stepsPerEpoch: EPOCH_STEPS }, unit: 'epoch', stepsPerUnit: EPOCH_STEPS },
  '%': ofPlan,
  dur: ofPlan,
};

/** A plan to draw a schedule by until its own is known; none when it has one, needs none, or one would not do. */
export function standInFor(schedule: Schedule | Feedback): StandIn | undefined {
  if (schedule.plan) return undefined;
  const units = new Set(lengthsOf(nodeOf(schedule)).map((length) => parseLength(length)?.unit));
  const standIns = new Set([...units].map((unit) => unit && STAND_INS[unit]));
  return standIns.size === 1 ? [...standIns][0] : undefined;
}

/**
 * A schedule that can be drawn before its plan is known, when all its lengths are in one unit.
 *
 * @throws RangeError that names `withPlan` when lengths of different units need a plan.
 * @example
 * assert.equal(preview(cosine({ steps: '10ep' })).unit, 'epoch');
 */
export function preview(schedule: Schedule): Preview {
  const standIn = standInFor(schedule);
  if (standIn) return { ...standIn, schedule: schedule.withPlan(standIn.plan) };
  const perEpoch = schedule.plan && stepsPerEpoch(schedule.plan);
  return { schedule, unit: 'step', stepsPerUnit: 1, ...(perEpoch && { stepsPerEpoch: perEpoch }) };
}
