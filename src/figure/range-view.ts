/** Whether the rates read off a range test can be trusted, and why not. */
export type RangeViewVerdict = 'ok' | 'flat' | 'rising' | 'noisy' | 'narrow';

/** The four rates that rules read off a range test, and what they are worth. */
export interface RangeViewRates {
  /** Middle of the longest descent. */
  readonly valley: number;
  /** Steepest fall per decade. */
  readonly steep: number;
  /** Left end of the last slide. */
  readonly slide: number;
  /** A tenth of the rate with the lowest loss. */
  readonly minimum: number;
  readonly verdict: RangeViewVerdict;
}

/** A range test as its chart sees it. */
export interface RangeView extends RangeViewRates {
  readonly title?: string;
  /** Whether more rates will come: then nothing is suggested yet. */
  readonly running?: boolean;
  /** Why the verdict is what it is, in a sentence; left out, what it usually means. */
  readonly reason?: string;
  /** Rates tried, ascending. */
  readonly rates: ArrayLike<number>;
  /** Loss at each rate; of several repeats their median. NaN and infinities are gaps. */
  readonly losses: ArrayLike<number>;
  /** The losses as the rules see them, as many. */
  readonly smoothed: ArrayLike<number>;
  /** Rates that were planned: more than `rates` when the test stopped early. */
  readonly planned?: number;
  /** Lowest and highest rate that was planned. */
  readonly bounds?: readonly [from: number, to: number];
  /** Places in `rates` that the rules read, from the first up to before the second. */
  readonly used?: readonly [from: number, to: number];
  /** How far losses scatter about the smoothed curve, as a standard deviation. */
  readonly noise?: number;
  /** Passes over the rates. */
  readonly repeats?: number;
  /** Lowest and highest loss of the repeats at each rate. */
  readonly low?: ArrayLike<number>;
  readonly high?: ArrayLike<number>;
  /** Why it stopped before its last rate, in words. */
  readonly stopReason?: string;
}

/** A rule, the role of its mark, and the words for it. */
export interface RangeRule {
  readonly key: 'slide' | 'valley' | 'steep' | 'minimum';
  readonly name: string;
  readonly role: string;
  readonly symbol: string;
  readonly words: string;
}

/** The rules in the order of the table. */
export const RULES: readonly RangeRule[] = [
  {
    key: 'slide',
    name: 'slide',
    role: 'series.3',
    symbol: 'diamond',
    words: 'left end of the last slide',
  },
  {
    key: 'valley',
    name: 'valley',
    role: 'series.1',
    symbol: 'circle',
    words: 'middle of the longest descent; the usual choice',
  },
  {
    key: 'steep',
    name: 'steep',
    role: 'series.2',
    symbol: 'triangle-up',
    words: 'steepest fall per decade',
  },
  {
    key: 'minimum',
    name: 'min/10',
    role: 'series.4',
    symbol: 'square',
    words: 'a tenth of the rate with the lowest loss',
  },
];

/** What a verdict says to somebody who must choose a rate. */
export const VERDICTS: Readonly<
  Record<
    Exclude<RangeViewVerdict, 'ok'>,
    { readonly head: string; readonly plot: string; readonly text: string }
  >
> = {
  flat: {
    head: 'No signal.',
    plot: 'The smoothed loss stayed at the level of its start at every rate',
    text: 'Nothing was learned at any rate, so any number read off this curve would be noise. Usual causes: labels shuffled, loss not connected to the weights, all layers frozen, range too low.',
  },
  rising: {
    head: 'No signal.',
    plot: 'The loss stayed at its start or rose above it at every rate',
    text: 'The loss only rose, so no rate in this range teaches the model anything. Usual causes: the range begins too high, or the model is trained already.',
  },
  noisy: {
    head: 'No signal.',
    plot: 'The losses scatter as far as they fall at the rates',
    text: 'The losses scatter as far as they fall, so another test would give other numbers. Remedies: a larger batch, more steps, several repeats.',
  },
  narrow: {
    head: 'Take care.',
    plot: '',
    text: 'The curve is cut by an end of the range, so the rules see only part of it. Remedy: test a wider range.',
  },
};
