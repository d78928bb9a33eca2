import type { Reason } from './idiom';

/** What every library does with a threshold that is a share of the best metric. */
export const NOT_NEGATIVE =
  'for a metric that is never negative: below 0 a threshold that is a share lets a worse one pass';

/** Cuts by less than this are not made by PyTorch and what is built on it, unless told otherwise. */
export const EPS = 1e-8;

/** The one threshold of PyTorch's classes: a share of the best metric or an amount. */
export function thresholdOf({
  relative,
  absolute,
}: {
  readonly relative: number;
  readonly absolute: number;
}): { readonly kind: 'rel' | 'abs'; readonly value: number } | Reason {
  if (relative >= 1) return 'a threshold that is a share must be below 1';
  if (relative > 0 && absolute > 0)
    return 'its threshold is a share of the best metric or an amount: relative or absolute must be 0';
  return absolute > 0 ? { kind: 'abs', value: absolute } : { kind: 'rel', value: relative };
}

/** Cuts from a rate down to the lowest. */
interface Cuts {
  readonly peak: number;
  readonly factor: number;
  readonly floor: number;
  readonly leastCut: number;
}

/** Whether another smallest cut gives the same rates, cut after cut. */
export function cutsAlike({ peak, factor, floor, leastCut }: Cuts, other: number): boolean {
  for (let rate = peak; leastCut !== other; ) {
    const lower = Math.max(floor, rate * factor);
    const cut = rate - lower;
    if (cut > leastCut !== cut > other) return false;
    if (cut <= leastCut) return true;
    rate = lower;
  }
  return true;
}
