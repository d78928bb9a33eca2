import { formatSteps, rateText } from '../../schedule/words';
import { plainNumber } from '../export';
import { type MedianCurve, medianCurve } from './median-curve';
import { type RangePlan, ratesOf } from './range-options';
import { movingAverages } from './smoothing';
import { type Suggestion, suggestionOf } from './suggest-lr';
import { Sweep } from './sweep';
import type { Verdict } from './verdict';

/** How a range test stands, or how it ended; `diverged` is the usual end. */
export type RangeTestStatus = 'running' | 'finished' | 'diverged' | 'interrupted';

/** What is computed from the sweeps. */
interface Reading extends MedianCurve {
  readonly rates: Float64Array;
  readonly smoothed: Float64Array;
  readonly suggestion: Suggestion;
}

/**
 * What a range test measured: the loss before the update with each rate, and the rates that can be
 * read off it. An observer sees the same object again and again while it grows.
 */
export class RangeTest {
  status: RangeTestStatus = 'running';
  /** Why it ended before its last rate. */
  stopReason: string | undefined;
  /** Seconds since the start. */
  elapsedSeconds = 0;
  readonly title: string;
  readonly plan: RangePlan;
  private readonly used: Float64Array;
  /** What should be known about the optimizer; each was said on the console as well. */
  readonly warnings: string[] = [];
  /** One for each repeat that was begun. */
  readonly sweeps: Sweep[] = [];
  private dataReason: string | undefined;
  private reading: { readonly steps: number; readonly of: Reading } | undefined;

  constructor(plan: RangePlan, title = 'Range test') {
    this.plan = plan;
    this.title = title;
    this.used = ratesOf(plan);
  }

  /** Updates done, of all sweeps. */
  get steps(): number {
    return this.sweeps.reduce((sum, { losses }) => sum + losses.length, 0);
  }

  /** Updates of the whole plan. */
  get plannedSteps(): number {
    return this.plan.steps * this.plan.repeats;
  }

  /** The rates that were used, in rising order, as far as the curve goes. */
  get rates(): Float64Array {
    return this.read().rates;
  }

  /** Loss before the update with each rate; of several repeats the median. The last may be no number. */
  get losses(): Float64Array {
    return this.read().losses;
  }

  /** The losses, averaged: what valley, steep, slide and minimum read. */
  get smoothed(): Float64Array {
    return this.read().smoothed;
  }

  /** Lowest loss of the repeats at each rate. */
  get low(): Float64Array {
    return this.read().low;
  }

  /** Highest loss of the repeats at each rate. */
  get high(): Float64Array {
    return this.read().high;
  }

  /** Everything that is read off the curve; see `suggestLr`. */
  get suggestion(): Suggestion {
    return this.read().suggestion;
  }

  /** Whether the curve can tell a rate at all. */
  get verdict(): Verdict {
    return this.suggestion.verdict;
  }

  /** Half way into the longest descent: the usual choice. */
  get valley(): number {
    return this.suggestion.valley;
  }

  /** Where the loss falls fastest for the logarithm of the rate. */
  get steep(): number {
    return this.suggestion.steep;
  }

  /** Where the slope begins to differ from the one 15 points on, seen from the end. */
  get slide(): number {
    return this.suggestion.slide;
  }

  /** A tenth of the rate with the lowest loss. */
  get minimum(): number {
    return this.suggestion.minimum;
  }

  /** Begins the next sweep. */
  beginSweep(): void {
    this.sweeps.push(new Sweep(this.plan));
  }

  /** Records an update of the sweep under way. @returns Whether the sweep goes on. */
  recordUpdate(rate: number, loss: number): boolean {
    const sweep = this.sweeps.at(-1) as Sweep;
    this.used[sweep.losses.length] = rate;
    return sweep.push(loss);
  }

  /** The data ended before the last rate. @throws RangeError when there were none at all. */
  dataEnded(): void {
    if (this.steps === 0) {
      throw new RangeError('Cannot test rates: the dataset has no batches, or was used before');
    }
    this.dataReason = `the dataset ended after ${formatSteps(this.steps)} batches`;
  }

  /** Says something that should be known. */
  warn(text: string): void {
    this.warnings.push(text);
    console.warn(text);
  }

  /** Ends the test: because it was interrupted, as most of its sweeps did by diverging, or as planned. */
  end(interrupted: boolean): void {
    const diverged = this.sweeps.filter((sweep) => sweep.diverged);
    const most = diverged.length > this.sweeps.length / 2;
    this.status = interrupted ? 'interrupted' : most ? 'diverged' : 'finished';
    this.stopReason = (most ? diverged[0]?.stopReason : undefined) ?? this.dataReason;
  }

  /** One line for each rate, a header first: the median, its average, the band, and each repeat. */
  toCSV(): string {
    const { rates, losses, smoothed, low, high } = this.read();
    const repeats = this.sweeps.map((sweep) => sweep.losses);
    const header = ['lr', 'loss', 'smoothed', 'low', 'high', ...repeats.keys()];
    const names = header.map((name) => (typeof name === 'number' ? `loss_${name + 1}` : name));
    const rows = Array.from(rates, (rate, i) =>
      [rate, losses[i], smoothed[i], low[i], high[i], ...repeats.map((one) => one[i] ?? '')].join(),
    );
    return [names.join(), ...rows, ''].join('\n');
  }

  /** Plain JSON: plan, curve, every sweep, and what was read off. NaN and infinities become text. */
  toJSON(): Record<string, unknown> {
    const { title, status, stopReason, warnings, plan, steps, elapsedSeconds } = this;
    const { rates, losses, smoothed, low, high, suggestion } = this.read();
    const curve = { rates, losses, smoothed, low, high };
    const columns = Object.entries(curve).map(([name, column]) => [
      name,
      Array.from(column, plainNumber),
    ]);
    return {
      title,
      status,
      stopReason,
      warnings,
      plan: plainFields(plan),
      steps,
      elapsedSeconds,
      ...Object.fromEntries(columns),
      sweeps: this.sweeps.map(({ losses, diverged }) => ({
        losses: losses.map(plainNumber),
        diverged,
      })),
      suggestion: { ...suggestion, evidence: plainFields(suggestion.evidence) },
    };
  }

  /** Two lines: how it stands, and what was read off, where there is something to read. */
  toString(): string {
    const { from, to, repeats } = this.plan;
    const { verdict, reason, valley, steep, slide, minimum, span } = this.suggestion;
    const why = this.stopReason ? ` (${this.stopReason})` : '';
    const times = repeats > 1 ? `, ${repeats} repeats` : '';
    const first =
      `${this.title}: ${this.status}${why}, ${formatSteps(this.steps)} of ${formatSteps(this.plannedSteps)} steps ` +
      `from ${rateText(from)} to ${rateText(to)}${times} in ${this.elapsedSeconds.toFixed(1)} s`;
    if (verdict !== 'ok' && verdict !== 'narrow') {
      return `${first}\n  no signal, ${verdict}: ${reason}`;
    }
    const rates = Object.entries({ valley, steep, slide, minimum }).map(
      ([name, rate]) => `${name} ${rateText(rate)}`,
    );
    return `${first}\n  ${verdict}: ${rates.join(', ')}, within a factor of ${rateText(span)}; ${reason}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  /** Computed once for each number of updates. */
  private read(): Reading {
    const { steps } = this;
    if (this.reading?.steps !== steps) this.reading = { steps, of: this.compute() };
    return this.reading.of;
  }

  private compute(): Reading {
    const { smoothing, skipStart, skipEnd } = this.plan;
    const curve = medianCurve(this.sweeps);
    const { losses, spread } = curve;
    const rates = this.used.slice(0, losses.length);
    // before its first update a test is as flat as can be
    const measured = losses.length > 0 ? { rates, losses } : { rates: this.used, losses: [NaN] };
    const suggestion = suggestionOf(measured, { smoothing, skipStart, skipEnd, spread });
    return { ...curve, rates, smoothed: movingAverages(losses, smoothing), suggestion };
  }
}

/** The numbers of an object as JSON can hold them. */
function plainFields(fields: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === 'number' ? plainNumber(value) : value,
    ]),
  );
}
