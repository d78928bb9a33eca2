import type { Issue } from './family';

// parameters that most families share; a family repeats the sentence above its key, for hover

/** `peak` of a decay. */
export const PEAK = {
  kind: 'rate',
  positive: true,
  default: 1e-3,
  symbol: '\\eta_{\\max}',
  doc: 'Highest learning rate; the one step 0 has in a decay.',
} as const;

/** `floor` of a decay. */
export const FLOOR = {
  kind: 'rate',
  default: 0,
  symbol: '\\eta_{\\min}',
  doc: 'Lowest learning rate.',
} as const;

/** `steps`, filled by what the plan leaves. */
export const STEPS = {
  kind: 'length',
  default: 'rest',
  symbol: 'T',
  doc: 'Updates it lasts; what the plan leaves, or 1,000, when left out.',
} as const;

/** `end`: which update has the floor first. */
export const END = {
  kind: 'choice',
  options: ['exclusive', 'inclusive'],
  default: 'exclusive',
  symbol: 'e',
  doc: '`exclusive`: the first step after the end has the floor; `inclusive`: the last update has it.',
} as const;

/** Updates from the peak to the floor. */
export function span(steps: number, end: 'exclusive' | 'inclusive'): number {
  return end === 'inclusive' ? Math.max(1, steps - 1) : steps;
}

/** The complaint of a family whose floor must not be above its peak. */
export function floorAbovePeak({
  peak = PEAK.default,
  floor = FLOOR.default,
}: {
  peak?: unknown;
  floor?: unknown;
}): Issue | undefined {
  if ((floor as number) <= (peak as number)) return undefined;
  const message = `floor must be at most peak (${peak}), got ${floor}`;
  return { param: 'floor', value: floor, message, kind: 'range' };
}
