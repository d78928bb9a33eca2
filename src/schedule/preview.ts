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

const STAND_IN: Partial<Record<Unit, { plan: Plan; unit: Preview['unit']; stepsPerUnit: number }>> =
  {
    ep: { plan: { stepsPerEpoch: EPOCH_STEPS }, unit: 'epoch', stepsPerUnit: EPOCH_STEPS },
    '%': { plan: { steps: PLAN_STEPS }, unit: 'percent', stepsPerUnit: PLAN_STEPS / 100 },
    dur: { plan: { steps: PLAN_STEPS }, unit: 'percent', stepsPerUnit: PLAN_STEPS / 100 },
  };

/**
 * A schedule that can be drawn before its plan is known, when all its lengths are in one unit.
 *
 * @throws RangeError that names `withPlan` when lengths of different units need a plan.
 */
export function preview(schedule: Schedule): Preview {
  const units = new Set(lengthsOf(nodeOf(schedule)).map((length) => parseLength(length)?.unit));
  const [unit] = units;
  const standIn = units.size === 1 && unit && !schedule.plan ? STAND_IN[unit] : undefined;
  if (!standIn) {
    const perEpoch = schedule.plan && stepsPerEpoch(schedule.plan);
    return {
      schedule,
      unit: 'step',
      stepsPerUnit: 1,
      ...(perEpoch && { stepsPerEpoch: perEpoch }),
    };
  }
  return { ...standIn, schedule: schedule.withPlan(standIn.plan) };
}
