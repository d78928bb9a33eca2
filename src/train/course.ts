import type { Phase, Schedule, Spec } from '../schedule';
import type { PlannedRate } from './rates';

/** Another schedule on the way of a run: the updates from `step` on use it. */
export interface RunChange {
  /** The first update that uses it. */
  readonly step: number;
  /** Its spec, with the plan of the run. */
  readonly spec: Spec;
  readonly schedule: Schedule;
}

/** A stretch of updates and what gives their rates. */
type Stretch = Pick<RunChange, 'step' | 'schedule'>;

/** A change, its spec read. */
export function changeOf(step: number, schedule: Schedule): RunChange {
  return { step, schedule, spec: schedule.spec };
}

/** The changes with one more, which voids those that were to come at its step or later. */
export function withChange<Change extends { readonly step: number }>(
  changes: readonly Change[],
  change: Change,
): Change[] {
  return [...changes.filter(({ step }) => step < change.step), change];
}

/** The rate of every update under a schedule and what it was changed to; the schedule itself without a change. */
export function courseOf(first: Schedule, changes: readonly RunChange[]): PlannedRate {
  if (changes.length === 0) return first;
  const stretches: readonly Stretch[] = [{ step: 0, schedule: first }, ...changes];
  const { steps } = (stretches.at(-1) as Stretch).schedule;
  const rate = (step: number): number => {
    let index = stretches.length - 1;
    while (index > 0 && (stretches[index] as Stretch).step > step) index--;
    return (stretches[index] as Stretch).schedule(step);
  };
  return Object.assign(rate, { steps, label: first.label, phases: phasesOf(stretches) });
}

/** The phases of each stretch, as far as it goes; one that goes on after a change stays one. */
function phasesOf(stretches: readonly Stretch[]): Phase[] {
  const phases: Phase[] = [];
  stretches.forEach(({ step, schedule }, index) => {
    const end = stretches[index + 1]?.step ?? Number.POSITIVE_INFINITY;
    for (const { restart, ...phase } of schedule.phases) {
      const [from, to] = [Math.max(phase.from, step), Math.min(phase.to, end)];
      if (from >= to) continue;
      const before = phases.at(-1);
      const goesOn = from > phase.from && before?.name === phase.name && before.to === from;
      if (goesOn) phases[phases.length - 1] = { ...before, to };
      // what was entered in its middle did not restart there
      else phases.push({ ...phase, from, to, ...(restart && from === phase.from && { restart }) });
    }
  });
  return phases;
}
