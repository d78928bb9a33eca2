import { show } from '../schedule/validate';
import { wrongKind } from './pieces';
import type { Arguments } from './request';

// "10ba", "1ep", "0.75dur": Composer writes lengths as text and turns all of them into batches

const TIME = /^(.+)(iter|ep|ba|sp|tok|dur|sec)$/i;

interface Time {
  readonly amount: number;
  readonly unit: string;
}

/** What a run's times are turned into batches with. */
export interface ComposerClock {
  /** Scale schedule ratio: every length but a share of the run is multiplied by it. */
  readonly ssr: number;
  /** Batches of a text, cut to whole ones; `ssr` of 1 for a warm-up that is not scaled. */
  batches(name: string, text: unknown, ssr?: number): number;
  /** Batches of the whole run. */
  total(): number;
}

/** Reads `context`: `maxDuration`, `batchesPerEpoch`, and `ssr` (1 when left out). */
export function composerClock(args: Arguments): ComposerClock {
  const { maxDuration, batchesPerEpoch, ssr = 1 } = args.context;
  if (typeof ssr !== 'number' || !(ssr > 0) || !Number.isFinite(ssr))
    throw args.refuse(`context.ssr must be a number above 0, got ${show(ssr)}`);
  const perEpoch = (): number => {
    if (Number.isSafeInteger(batchesPerEpoch) && (batchesPerEpoch as number) > 0)
      return batchesPerEpoch as number;
    throw args.refuse(
      `context.batchesPerEpoch must be an integer of at least 1, got ${show(batchesPerEpoch)}`,
    );
  };
  // of the run; the order of the products is the library's, since it cuts what they give
  const share = (amount: number): number => {
    const run = timeOf(args, 'context.maxDuration', maxDuration);
    if (run.unit === 'ep') return Math.trunc(amount * perEpoch() * run.amount);
    if (run.unit === 'ba') return Math.trunc(amount * run.amount);
    throw args.refuse(`context.maxDuration must be in ep or ba, got ${show(maxDuration)}`);
  };
  const batches = (name: string, text: unknown, ratio = ssr): number => {
    const time = timeOf(args, name, text);
    if (time.unit === 'dur') return share(time.amount);
    if (time.unit === 'ep') return Math.trunc(time.amount * perEpoch() * ratio);
    if (time.unit === 'ba') return Math.trunc(time.amount * ratio);
    throw args.refuse(`${name} must be in ba, ep or dur, got ${show(text)}`);
  };
  return { ssr, batches, total: () => share(1) };
}

function timeOf(args: Arguments, name: string, text: unknown): Time {
  const match = typeof text === 'string' ? TIME.exec(text) : null;
  const amount = Number(match?.[1] ?? Number.NaN);
  if (!match || !Number.isFinite(amount)) {
    const message = `${name} must be text such as '10ba', '1ep' or '0.75dur', got ${show(text)}`;
    throw typeof text === 'string' ? args.refuse(message) : wrongKind(args, message);
  }
  const unit = (match[2] as string).toLowerCase();
  if (amount < 0) throw args.refuse(`${name} must not be negative, got ${show(text)}`);
  if (unit === 'dur' || Number.isInteger(amount)) return { amount, unit };
  throw args.refuse(`${name} must be a whole number of ${unit}, got ${show(text)}`);
}

/** A time of at least one batch, for lengths that the library divides by. */
export function someBatches(
  args: Arguments,
  clock: ComposerClock,
  name: string,
  fallback?: string,
): number {
  const text = args.any(name) ?? fallback;
  const count = clock.batches(name, text);
  if (count >= 1) return count;
  throw args.refuse(`${name} must be at least one batch, got ${show(text)}, which is ${count}`);
}
