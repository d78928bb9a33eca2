import { sequence } from '../schedule/combine';
import { cosineRestarts } from '../schedule/families/cosine-restarts';
import type { Schedule } from '../schedule/schedule';
import { annealed, type Move, moved, partsOf } from './fastai-annealers';
import { batchesOf, callOf } from './fastai-arguments';
import { above0, atLeast } from './pieces';
import type { Arguments, LibraryClass } from './request';

/**
 * fastai's annealers, their combinations and its fits, by name.
 *
 * In fastai a schedule is a function of the share of the training that is done. Here update i of
 * `batches` (an argument, or in `context`; or the epochs times `context.batchesPerEpoch`) has the
 * value of i / batches; without any of them the step is the share itself, between 0 and 1.
 * The end that is named is that of the update after the last.
 */
export const fastai: Readonly<Record<string, LibraryClass>> = {
  SchedLin: annealer('linear'),
  SchedCos: annealer('cosine'),
  SchedNo: annealer('none'),
  SchedExp: annealer('exponential'),
  SchedPoly: annealer('power'),
  combined_cos(given) {
    const args = callOf(given, ['pct', 'start', 'middle', 'end']);
    const [start, middle, end] = ['start', 'middle', 'end'].map((name) => atLeast(args, name));
    return twoCosines(args, [start as number, middle as number, end as number], pctOf(args, 'pct'));
  },
  combine_scheds(args) {
    const shares = args.numbers('pcts');
    // the library compares the sum as float64 adds it up
    const sum = shares.reduce((total, share) => total + share, 0);
    if (sum !== 1) {
      throw args.refuse(
        `pcts must sum to exactly 1, got ${sum}; write the last one as 1 minus the sum of the others`,
      );
    }
    return moved(
      partsOf(args, shares.length).map((part, i) => ({ ...part, share: shares[i] as number })),
      batchesOf(args, undefined),
    );
  },
  fit_one_cycle(args) {
    args.ignore('moms', 'wd', 'cbs', 'reset_opt', 'start_epoch');
    const top = topOf(args, 'lr_max');
    const ends = [
      top / above0(args, 'div', 25),
      top,
      top / above0(args, 'div_final', 1e5),
    ] as const;
    return twoCosines(args, ends, pctOf(args, 'pct_start', 0.25), epochsOf(args));
  },
  fit_flat_cos(args) {
    args.ignore('wd', 'cbs', 'reset_opt', 'start_epoch');
    const top = topOf(args, 'lr');
    const ends = [top, top, top / above0(args, 'div_final', 1e5)] as const;
    return twoCosines(args, ends, pctOf(args, 'pct_start', 0.75), epochsOf(args));
  },
  fit_sgdr(args) {
    args.ignore('wd', 'cbs', 'reset_opt', 'start_epoch');
    const cycles = args.count('n_cycles', undefined, 1);
    const length = args.count('cycle_len', undefined, 1);
    const longer = args.count('cycle_mult', 2, 2);
    const top = topOf(args, 'lr_max');
    const epochs = (length * (longer ** cycles - 1)) / (longer - 1);
    const batches = batchesOf(args, epochs);
    const first = (batches * length) / epochs;
    if (Number.isInteger(first) && top > 0) {
      const lengths = { cycle: first, lengthMultiplier: longer, steps: batches };
      return cosineRestarts({ peak: top, ...lengths });
    }
    const parts = Array.from({ length: cycles }, (_, i): Move => {
      const share = (length * longer ** i) / epochs;
      return { shape: 'cosine', from: top, to: 0, share };
    });
    return moved(parts, batches);
  },
  fine_tune(args) {
    args.ignore('moms', 'wd', 'cbs', 'reset_opt', 'start_epoch', 'lr_mult');
    const top = topOf(args, 'base_lr', 2e-3);
    const last = above0(args, 'div_final', 1e5);
    const frozen = args.count('freeze_epochs', 1);
    const head = [top / 25, top, top / last] as const;
    const half = top / 2;
    const whole = [half / above0(args, 'div', 5), half, half / last] as const;
    const rest = twoCosines(args, whole, pctOf(args, 'pct_start', 0.3), args.count('epochs'));
    if (frozen === 0) return rest;
    const lead = twoCosines(args, head, 0.99, frozen);
    return sequence([lead, rest], [batchesOf(args, frozen)]);
  },
  LRFinder(args) {
    args.ignore('stop_div');
    const [from, to] = [above0(args, 'start_lr', 1e-7), above0(args, 'end_lr', 10)];
    const count = Math.max(6, args.count('num_it', 100));
    return annealed({ shape: 'exponential', from, to, share: 1 }, count);
  },
};

/** The momentum that a fit sets beside the rate, from the same arguments. */
export const fastaiMomentum: Readonly<Record<string, LibraryClass>> = {
  fit_one_cycle(args) {
    args.ignore('lr_max', 'div', 'div_final', 'wd', 'cbs', 'reset_opt', 'start_epoch');
    const ends = args.has('moms') ? args.numbers('moms') : [0.95, 0.85, 0.95];
    if (ends.length !== 3) throw args.refuse(`moms must be three numbers, got ${ends.length}`);
    const three = ends as unknown as readonly [number, number, number];
    return twoCosines(args, three, pctOf(args, 'pct_start', 0.25), epochsOf(args));
  },
};

function annealer(shape: Move['shape']): LibraryClass {
  return (given) => {
    const names = ['start', 'end', ...(shape === 'power' ? ['power'] : [])];
    const args = callOf(given, names);
    const [from, to] = [atLeast(args, 'start'), atLeast(args, 'end')];
    const power = shape === 'power' ? atLeast(args, 'power') : 1;
    if (shape === 'exponential' && from === 0)
      throw args.refuse('start must be above 0, since the end is divided by it, got 0');
    return annealed({ shape, from, to, power, share: 1 }, batchesOf(args, undefined));
  };
}

function twoCosines(
  args: Arguments,
  [from, middle, to]: readonly [number, number, number],
  share: number,
  epochs?: number,
): Schedule {
  const rise: Move = { shape: 'cosine', from, to: middle, share };
  return moved(
    [rise, { shape: 'cosine', from: middle, to, share: 1 - share }],
    batchesOf(args, epochs),
  );
}

function pctOf(args: Arguments, name: string, fallback?: number): number {
  const share = atLeast(args, name, fallback);
  if (share <= 1) return share;
  throw args.refuse(`${name} must be at most 1, got ${share}`);
}

/** The top rate, or the learner's. */
function topOf(args: Arguments, name: string, fallback?: number): number {
  return args.has(name) || fallback !== undefined
    ? atLeast(args, name, fallback)
    : atLeast(args, name, args.baseLr);
}

function epochsOf(args: Arguments): number | undefined {
  return args.has('n_epoch') ? args.count('n_epoch', undefined, 1) : undefined;
}
