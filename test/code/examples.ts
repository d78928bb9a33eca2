import type { Schedule } from '../../src/schedule';
import * as lr from '../../src/schedule';

type Builder = (options: object) => Schedule;
const builders = lr as unknown as Record<string, Builder>;
const steps = 40;

/** Options of each family: its defaults, and what is written in another way. */
const OPTIONS: Readonly<Record<string, readonly object[]>> = {
  chebyshev: [{}],
  constant: [{}, { peak: 1 }],
  cosine: [
    {},
    { floor: 1e-5 },
    { exponent: 2, floor: 1e-5 },
    { kDecay: 1.5 },
    { after: 'continue' },
    { after: 'continue', floor: 1e-5 },
    { after: 'mirror' },
    { end: 'inclusive' },
  ],
  cosineRestarts: [
    {},
    { steps: 42 },
    { cycle: 10, after: 'continue' },
    { cycle: 5, lengthMultiplier: 2 },
    { cycle: 5, lengthMultiplier: 1.5, peakMultiplier: 0.5, after: 'continue' },
    { cycle: 10, peakMultiplier: 0.5, floor: 1e-5 },
    { cycle: 10, peakMultiplier: 0.5, after: 'continue' },
  ],
  custom: [{ rate: (step: number) => 1 / (1 + step) }],
  cyclical: [
    {},
    { steps: 43 },
    { up: 4, after: 'continue' },
    { up: 5, down: 8, mode: 'triangular2' },
    { mode: 'exponential', gamma: 0.97, after: 'continue' },
    { floor: 0, after: 'continue', up: 3 },
  ],
  exponentialDecay: [
    {},
    { k: 0.05, floor: 1e-4 },
    { gamma: 0.95 },
    { gamma: 0.95, after: 'continue' },
    { gamma: 0.5, every: 7, staircase: true },
    { gamma: 0.5, every: 7, staircase: true, after: 'continue' },
    { halfLife: 5, floor: 2e-5 },
    { gamma: 0.97, every: 1, floor: 4e-4, after: 'continue' },
  ],
  exponentialHyperbolic: [{}, { floor: 1e-6 }],
  hyperbolic: [{}, { bound: 40 }],
  inverseSqrt: [{}, { after: 'continue' }, { floor: 4e-4 }],
  inverseTimeDecay: [{}, { after: 'continue' }, { staircase: true, after: 'continue' }],
  linear: [
    {},
    { floor: 1e-4 },
    { end: 'inclusive' },
    { after: 'repeat' },
    { after: 'mirror' },
    { after: 'continue' },
  ],
  multiStepDecay: [
    {},
    { milestones: [3, 9, 50] },
    { milestones: [5], after: 'continue' },
    { milestones: [] },
  ],
  noam: [{}, { peak: 0.01, warmup: 7, after: 'continue' }],
  oneCycle: [
    {},
    { shape: 'linear' },
    { threePhase: true },
    { threePhase: true, shape: 'linear' },
    { rise: 0.5 },
    { rise: 0.29, steps: 100 },
  ],
  piecewise: [
    {},
    { boundaries: [5, 20], values: [1, 0.5, 2], interpolate: 'linear' },
    { boundaries: [5, 20], values: [1, 0.5, 0], interpolate: 'cosine' },
    { boundaries: [5], values: [0, 1], interpolate: 'linear' },
    ...(['none', 'linear'] as const).map((interpolate) => ({
      boundaries: Array.from({ length: 12 }, (_, index) => 2 * index + 1),
      values: Array.from({ length: 13 }, (_, index) => index + 1),
      interpolate,
    })),
  ],
  polynomial: [{}, { floor: 1e-5, power: 0.5 }, { cycle: true, after: 'continue' }],
  rex: [{}, { floor: 1e-4 }],
  slantedTriangular: [{}, { rise: 0.01 }],
  stepDecay: [{}, { every: 7, gamma: 0.3, after: 'continue' }, { every: 1 }, { gamma: 0 }],
  swa: [{}, { anneal: 11 }, { anneal: 11, shape: 'linear', to: 2e-3 }],
  tanhDecay: [{}, { lower: -3, end: 'inclusive' }],
  wsd: [
    {},
    { warmup: 0, decayShape: 'cosine', floor: 1e-5 },
    { warmup: 0, decayShape: 'linear' },
    { warmup: 6, warmupShape: 'cosine', decayShape: 'quadratic' },
    { stable: 'inverse sqrt', warmup: 6, decayShape: 'exponential', floor: 1e-5 },
    { decayShape: 'exponential' },
    { decayShape: 'quadratic' },
    { warmup: 5, warmupShape: '1-sqrt', decay: 0 },
  ],
};

const cosine = lr.cosine({ steps });
const linear = lr.linear({ steps: 10, peak: 5e-4 });
const ramp = (from: number): Schedule =>
  lr.piecewise({ boundaries: [5], values: [from, 1e-3], interpolate: 'linear', steps: 5 });

/** Combinations, of each combinator at least one. */
const COMBINED: readonly Schedule[] = [
  cosine.warmup(10),
  cosine.warmup(10, { from: 2e-4 }),
  cosine.warmup(10, { shape: 'cosine' }),
  cosine.warmup(5, { from: 2e-3 }),
  lr.wsd({ steps }).warmup(4),
  lr.linear({ steps }).warmup(5),
  lr.stepDecay({ steps }).warmup(5),
  lr.oneCycle({ steps }).warmup(3),
  lr.swa({ steps, anneal: 11 }).warmup(5),
  lr.inverseSqrt({ steps, after: 'continue' }).warmup(6),
  cosine.followedBy(linear),
  linear.followedBy(cosine),
  lr.cyclical({ steps }).followedBy(cosine),
  lr.sequence([cosine, linear, lr.noam({ steps })], [7, 5]),
  lr.sequence([ramp(0), lr.linear({ steps })]),
  lr.sequence([ramp(0), cosine]),
  lr.sequence([ramp(1e-4), lr.cosine({ steps, floor: 1e-4 })]),
  cosine.scale(0.5),
  cosine.clamp(1e-4, 5e-4),
  cosine.shift(5),
  cosine.hold(10),
  cosine.repeat(3),
  cosine.repeat(2, { peakMultiplier: 0.5 }),
  cosine.repeat(2, { lengthMultiplier: 2 }),
  lr.stepDecay({ steps }).repeat(2, { lengthMultiplier: 1.5 }),
  cosine.warmup(3).followedBy(linear).repeat(2),
  lr.product(cosine, linear),
  lr.sum(cosine, linear),
  lr.min(cosine, linear),
  lr.max(cosine, linear, lr.constant({ peak: 2e-4 })),
];

/** A schedule and what to call it. */
export interface Example {
  readonly name: string;
  readonly schedule: Schedule;
}

/** Every family with its options, and every combination. */
export const examples: readonly Example[] = [
  ...Object.entries(OPTIONS).flatMap(([id, all]) =>
    all.map((options) => ({
      name: `${id} ${JSON.stringify(options)}`,
      schedule: (builders[id] as Builder)({ steps, ...options }),
    })),
  ),
  ...COMBINED.map((schedule) => ({ name: String(schedule), schedule })),
];
