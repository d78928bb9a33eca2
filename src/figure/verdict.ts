import type { ChartVerdict } from './chart';
import { formatLoss, formatPercent, formatRate } from './format';
import { median } from './measured';

/** What a verdict weighs: the best loss of each run of a setting, by seed. */
export interface Contender {
  readonly label: string;
  readonly best: readonly number[];
  readonly diverged: number;
}

/** Runs of a setting below which nothing can be told from seeds. */
const ENOUGH = 3;

const spanOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

/** How many seeds the first wins: seed by seed where both have as many, else against every run of the other. */
function wins(a: Contender, b: Contender): readonly [won: number, of: number] {
  const paired = a.best.length === b.best.length;
  const won = a.best.filter((best, i) =>
    paired ? best < (b.best[i] as number) : b.best.every((other) => best < other),
  );
  return [won.length, a.best.length];
}

function failures(contenders: readonly Contender[]): string {
  const failed = contenders.filter(({ diverged }) => diverged > 0);
  const words = failed.map(
    ({ label, diverged, best }) =>
      `${label} diverged${best.length > 1 ? ` in ${diverged} of ${best.length} seeds` : ''}`,
  );
  return words.length > 0 ? ` ${words.join(', ')}.` : '';
}

function ofSingleRuns(first: Contender, second: Contender, share: string): ChartVerdict {
  return {
    head: `${first.label} is lowest, by one run each.`,
    text: `Its best loss, ${formatLoss(first.best[0] as number)}, is ${share} below that of ${second.label}. Other seeds may turn that round: to tell, compare several runs of each.`,
  };
}

/**
 * Says which of several settings is best, and never more than the runs show: one is called better only when it wins in
 * every seed, of at least three; a difference within the seeds' noise is said to be.
 *
 * @returns Nothing when there is nothing to compare.
 * @example
 * const { head } = verdictOf([
 *   { label: 'a', best: [1, 2, 3], diverged: 0 },
 *   { label: 'b', best: [2, 1, 4], diverged: 0 },
 * ]) ?? {};
 * assert.equal(head, 'No clear winner.');
 */
export function verdictOf(contenders: readonly Contender[]): ChartVerdict | undefined {
  const able = contenders.filter(({ best }) => best.some(Number.isFinite));
  const ranked = [...able].sort((a, b) => median(a.best) - median(b.best));
  const [first, second] = ranked;
  if (!first || !second) return undefined;
  const [low, next] = [median(first.best), median(second.best)];
  const lost = failures(contenders);
  if (low === next) {
    return { head: 'No clear winner.', text: `The best losses are equal.${lost}` };
  }
  const share = formatPercent((next - low) / Math.abs(next));
  if (ranked.every(({ best }) => best.length === 1)) {
    const verdict = ofSingleRuns(first, second, share);
    return { ...verdict, text: verdict.text + lost };
  }
  const noise = Math.max(spanOf(first.best), spanOf(second.best)) / 2;
  const within =
    next - low <= noise
      ? `The difference, ${share}, is within the noise of the seeds (±${formatRate(noise)}).`
      : '';
  const few = Math.min(...ranked.map(({ best }) => best.length)) < ENOUGH;
  const losing = ranked.slice(1).find((other) => {
    const [won, of] = wins(first, other);
    return won < of;
  });
  if (!losing && !few && first.diverged === 0) {
    const others = ranked.length > 2 ? 'every other' : second.label;
    return {
      head: `${first.label} is better in these runs.`,
      text: `Its best loss is below that of ${others} in each of ${first.best.length} seeds: ${formatLoss(low)} at the median, ${share} below ${second.label}.${lost}${within ? ` The ranges overlap all the same: ±${formatRate(noise)} between seeds.` : ''}`,
    };
  }
  const [won, of] = wins(first, losing ?? second);
  const rival = (losing ?? second).label;
  const count = `${first.label} has the lowest median best loss (${formatLoss(low)}), ${
    few
      ? `but ${of} ${of === 1 ? 'run is' : 'runs are'} too few to tell`
      : `but beats ${rival} in only ${won} of ${of} seeds`
  }.`;
  return {
    head: 'No clear winner.',
    text: [count, within].filter(Boolean).join(' ') + lost,
  };
}
