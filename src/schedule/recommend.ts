import {
  cosine,
  cosineRestarts,
  cyclical,
  exponentialDecay,
  inverseSqrt,
  linear,
  oneCycle,
  stepDecay,
  wsd,
} from './registry';
import type { Schedule } from './schedule';

/** What is to be trained. */
export interface Situation {
  /** A simple or small model, a deep network, or a transformer. */
  readonly model: 'simple' | 'deep' | 'transformer';
  /** `adam` when left out; AdamW counts as `adam`. */
  readonly optimizer?: 'sgd' | 'momentum' | 'adam';
  /** Epochs of the run. */
  readonly epochs?: number;
  /** Examples in one update. */
  readonly batchSize?: number;
}

/** A schedule to try, and why. */
export interface Recommendation {
  readonly schedule: Schedule;
  readonly reason: string;
  readonly source: { readonly text: string; readonly url: string };
  readonly notWhen: string;
}

const SOURCES = {
  bengio: {
    text: 'Bengio 2012, Practical Recommendations for Gradient-Based Training',
    url: 'https://arxiv.org/abs/1206.5533',
  },
  resnet: {
    text: 'He et al. 2016, Deep Residual Learning',
    url: 'https://arxiv.org/abs/1512.03385',
  },
  sgdr: { text: 'Loshchilov & Hutter 2017, SGDR', url: 'https://arxiv.org/abs/1608.03983' },
  goyal: {
    text: 'Goyal et al. 2017, Accurate, Large Minibatch SGD',
    url: 'https://arxiv.org/abs/1706.02677',
  },
  smith: { text: 'Smith 2017, Cyclical Learning Rates', url: 'https://arxiv.org/abs/1506.01186' },
  topin: { text: 'Smith & Topin 2018, Super-Convergence', url: 'https://arxiv.org/abs/1708.07120' },
  vaswani: {
    text: 'Vaswani et al. 2017, Attention Is All You Need',
    url: 'https://arxiv.org/abs/1706.03762',
  },
  bert: { text: 'Devlin et al. 2019, BERT', url: 'https://arxiv.org/abs/1810.04805' },
  haegele: {
    text: 'Hägele et al. 2024, Scaling Laws and Compute-Optimal Training Beyond Fixed Training Durations',
    url: 'https://arxiv.org/abs/2405.18392',
  },
} as const;

/** Peaks that are usual at a batch of 256; they are where to start a range test, not an answer. */
const PEAK = {
  simple: { sgd: 0.05, momentum: 0.01, adam: 1e-3 },
  deep: { sgd: 0.1, momentum: 0.1, adam: 1e-3 },
  transformer: { sgd: 0.1, momentum: 0.05, adam: 3e-4 },
} as const;

/** The rate grows with the batch: in proportion for SGD, with the square root for Adam. */
function peakFor({ model, optimizer = 'adam', batchSize = 256 }: Situation): number {
  const times = batchSize / 256;
  const peak = PEAK[model][optimizer] * (optimizer === 'adam' ? Math.sqrt(times) : times);
  return Number(peak.toPrecision(2));
}

/**
 * Schedules to try for what is to be trained, the first choice first, each with its reason, its
 * source and when not to use it. Lengths are in per cent, so they fit any run.
 *
 * @throws RangeError | TypeError when the situation names something unknown.
 * @example
 * const [first] = recommend({ model: 'deep', epochs: 90, batchSize: 1024 });
 * assert.equal(String(first.schedule), "cosine({ peak: 0.002 }).warmup('6%')");
 */
export function recommend(situation: Situation): Recommendation[] {
  checkSituation(situation);
  const peak = peakFor(situation);
  return { simple, deep, transformer }[situation.model](situation, peak);
}

function simple({ epochs = Infinity }: Situation, peak: number): Recommendation[] {
  const steps: Recommendation = {
    schedule: stepDecay({ peak, gamma: 0.5, every: '25%' }),
    reason: 'A few drops are easy to read and enough where the loss is simple.',
    source: SOURCES.bengio,
    notWhen: 'The loss still falls when a drop comes: it freezes the model where it is.',
  };
  const smooth: Recommendation = {
    schedule: exponentialDecay({ peak, halfLife: '20%' }),
    reason: 'The same fall without steps, so nothing depends on where a step is.',
    source: SOURCES.bengio,
    notWhen: 'The run is much longer than planned: the rate is gone before its end.',
  };
  // in a very short run a drop comes too early to help
  return epochs <= 5 ? [smooth, steps] : [steps, smooth];
}

function deep(situation: Situation, peak: number): Recommendation[] {
  const { epochs, batchSize = 256, optimizer = 'adam' } = situation;
  const large = batchSize >= 1024;
  const annealing: Recommendation = {
    schedule: cosine({ peak }).warmup(warmupShare(epochs, large)),
    reason:
      'Stays near the peak for long and lands softly; the warm-up keeps the first updates from breaking the weights.',
    source: large ? SOURCES.goyal : SOURCES.sgdr,
    notWhen: 'The length of the run is not known when it starts.',
  };
  const cycle: Recommendation = {
    schedule: oneCycle({ peak: Number((peak * 3).toPrecision(2)) }),
    reason:
      'One rise to a rate that would be too large to start with, for reaching a good loss in few epochs.',
    source: SOURCES.topin,
    notWhen: 'There is no range test yet that shows that the model bears such a peak.',
  };
  const restarts: Recommendation = {
    schedule: cosineRestarts({ peak }),
    reason: 'Each cycle ends in a usable model, so a long run can stop after any of them.',
    source: SOURCES.sgdr,
    notWhen: 'Only the last model counts: one long cosine usually ends lower.',
  };
  const cyclic: Recommendation = {
    schedule: cyclical({ peak, floor: tenth(peak), mode: 'triangular2' }),
    reason: 'Keeps leaving flat regions and needs no exact peak, only bounds.',
    source: SOURCES.smith,
    notWhen:
      optimizer === 'adam'
        ? 'Adam already adapts its steps; gains are small.'
        : 'The run has fewer than four cycles of two epochs.',
  };
  const stairs: Recommendation = {
    schedule: stepDecay({ peak, gamma: 0.1, every: '34%' }),
    reason: 'The recipe of the residual networks: still hard to beat with SGD and many epochs.',
    source: SOURCES.resnet,
    notWhen: 'There is no time to find where the drops belong.',
  };
  const short = epochs !== undefined && epochs <= 30;
  const rest = optimizer === 'adam' ? [restarts, cyclic] : [stairs, restarts, cyclic];
  return short ? [cycle, annealing, ...rest] : [annealing, cycle, ...rest];
}

function transformer({ epochs }: Situation, peak: number): Recommendation[] {
  const fineTuning = epochs !== undefined && epochs <= 5;
  const straight: Recommendation = {
    schedule: linear({ peak: fineTuning ? tenth(peak) : peak }).warmup('10%'),
    reason:
      'The usual choice for fine-tuning: without a warm-up the first updates of Adam are far too large.',
    source: SOURCES.bert,
    notWhen: 'The length of the run is not known when it starts.',
  };
  const annealing: Recommendation = {
    schedule: cosine({ peak, floor: tenth(peak) }).warmup('5%'),
    reason:
      'The usual choice for training from nothing: a warm-up, then half a cosine to a tenth of the peak.',
    source: SOURCES.sgdr,
    notWhen: 'The run may be made longer later: its rate is already low by then.',
  };
  const stable: Recommendation = {
    schedule: wsd({ peak }),
    reason: 'The length need not be known: the decay can begin from any update of the stable part.',
    source: SOURCES.haegele,
    notWhen: 'The run is so short that the decay is most of it.',
  };
  const root: Recommendation = {
    schedule: inverseSqrt({ peak, timescale: '5%' }).warmup('5%'),
    reason: 'The schedule of the first transformer: it has no end to plan for.',
    source: SOURCES.vaswani,
    notWhen: 'The run has an end: a schedule that lands usually reaches a lower loss.',
  };
  return fineTuning ? [straight, annealing, stable] : [annealing, stable, straight, root];
}

/** A tenth, in two figures. */
function tenth(peak: number): number {
  return Number((peak / 10).toPrecision(2));
}

/** Five epochs are usual for large batches; otherwise a twentieth of the run. */
function warmupShare(epochs: number | undefined, large: boolean): `${number}%` {
  if (!large || epochs === undefined) return '5%';
  return `${Math.max(5, Math.min(20, Math.round(500 / epochs)))}%`;
}

function checkSituation({ model, optimizer = 'adam', epochs = 1, batchSize = 1 }: Situation): void {
  const words: Record<string, [unknown, readonly string[]]> = {
    model: [model, Object.keys(PEAK)],
    optimizer: [optimizer, Object.keys(PEAK.deep)],
  };
  for (const [name, [value, allowed]] of Object.entries(words)) {
    if (allowed.includes(value as string)) continue;
    throw new RangeError(
      `Cannot recommend: ${name} must be one of ${allowed.join(', ')}, got ${String(value)}`,
    );
  }
  for (const [name, value] of Object.entries({ epochs, batchSize })) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new RangeError(`Cannot recommend: ${name} must be a finite number above 0, got ${value}`);
  }
}
