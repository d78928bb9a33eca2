import {
  type Length,
  type Plan,
  parseLength,
  planSteps,
  resolveLength,
  stepsPerEpoch,
  type Unit,
} from 'anneal/pure';

/** Updates of a length, if the plan tells. */
export function updatesOf(length: Length, plan: Plan | undefined): number | undefined {
  try {
    return resolveLength(length, plan);
  } catch {
    return undefined;
  }
}

/** Updates that make one of a unit, if the plan tells. */
export function updatesPerUnit(unit: Unit, plan: Plan | undefined): number | undefined {
  switch (unit) {
    case 'step':
      return 1;
    case 'ep':
      return plan && stepsPerEpoch(plan);
    case 'ba':
      return 1 / (plan?.accumulation ?? 1);
    case '%':
    case 'dur': {
      const total = plan && planSteps(plan);
      return total && total / (unit === '%' ? 100 : 1);
    }
  }
}

/**
 * A number of updates as a length in a unit, with as few digits as give exactly that many; in updates when the plan
 * does not tell.
 */
export function lengthIn(unit: Unit, updates: number, plan: Plan | undefined): Length {
  const per = updatesPerUnit(unit, plan);
  if (unit === 'step' || !per) return updates;
  for (let digits = 1; digits <= 15; digits++) {
    const amount = Number((updates / per).toPrecision(digits));
    const length = `${amount}${unit}` as Length;
    if (updatesOf(length, plan) === updates) return length;
  }
  return updates;
}

/** The unit a length is written in; updates when there is none yet. */
export function unitOf(length: unknown): Unit {
  return parseLength(length)?.unit ?? 'step';
}
