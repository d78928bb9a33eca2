import type { Phase, PhaseKind } from './family';

/** Phases moved `by` updates later and cut at `end`. */
export function shiftPhases(phases: readonly Phase[], by: number, end = Infinity): Phase[] {
  return phases
    .map((phase) => ({ ...phase, from: phase.from + by, to: Math.min(phase.to + by, end) }))
    .filter((phase) => phase.from < phase.to);
}

/** One phase over a whole curve. */
export function onePhase(name: string, kind: PhaseKind, steps: number): Phase[] {
  return [{ name, kind, from: 0, to: steps }];
}

/** More cycles than a chart can tell apart are one phase, so that a hostile spec cannot fill the memory. */
const MOST_CYCLES = 1000;

/**
 * A phase for each cycle that begins before `steps`.
 *
 * @param starts Start of cycle i, for every i ≥ 0; grows by at least 1.
 * @param restart Whether the rate jumps up where a cycle begins.
 */
export function cyclePhases(
  starts: (index: number) => number,
  steps: number,
  restart: boolean,
): Phase[] {
  const phases: Phase[] = [];
  for (let index = 0; starts(index) < steps; index++) {
    if (index === MOST_CYCLES) return onePhase('cycles', 'cycle', steps);
    const phase: Phase = {
      name: `cycle ${index + 1}`,
      kind: 'cycle',
      from: starts(index),
      to: Math.min(starts(index + 1), steps),
    };
    phases.push(restart && index > 0 ? { ...phase, restart } : phase);
  }
  return phases;
}
