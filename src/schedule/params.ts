import type { Issue } from './family';

/** Parameters that most families share, in the words they share. */
export const PEAK = {
  /** Highest learning rate; the one step 0 has in a decay. */
  peak: {
    kind: 'rate',
    positive: true,
    default: 1e-3,
    symbol: '\\eta_{max}',
    doc: 'Highest learning rate; the one step 0 has in a decay.',
  },
} as const;

/** Where a decay ends. */
export const FLOOR = {
  /** Lowest learning rate. */
  floor: {
    kind: 'rate',
    default: 0,
    symbol: '\\eta_{min}',
    doc: 'Lowest learning rate.',
  },
} as const;

/** How long a schedule lasts. */
export const STEPS = {
  /** Updates it lasts; what the plan leaves, or 1,000, when left out. */
  steps: {
    kind: 'length',
    default: 'rest',
    symbol: 'T',
    doc: 'Updates it lasts; what the plan leaves, or 1,000, when left out.',
  },
} as const;

/** Which update has the last rate. */
export const END = {
  /** `exclusive`: the first step after the end has the floor; `inclusive`: the last update has it. */
  end: {
    kind: 'choice',
    options: ['exclusive', 'inclusive'],
    default: 'exclusive',
    symbol: 'e',
    doc: '`exclusive`: the first step after the end has the floor; `inclusive`: the last update has it.',
  },
} as const;

/** Updates from the peak to the floor. */
export function span(steps: number, end: 'exclusive' | 'inclusive'): number {
  return end === 'inclusive' ? Math.max(1, steps - 1) : steps;
}

/** The complaint of a family whose floor must not be above its peak. */
export function floorAbovePeak({
  peak = PEAK.peak.default,
  floor = FLOOR.floor.default,
}: {
  peak?: unknown;
  floor?: unknown;
}): Issue | undefined {
  if ((floor as number) <= (peak as number)) return undefined;
  const message = `floor must be at most peak (${peak}), got ${floor}`;
  return { param: 'floor', value: floor, message, kind: 'range' };
}
