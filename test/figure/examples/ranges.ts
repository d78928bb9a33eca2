import type { RangeView } from '../../../src/figure';
import { random } from './losses';

/** A range test of `count` rates from 1e-7 up to 10 whose mean loss is `mean`; the noise is seeded. */
export function rangeView(
  count: number,
  mean: (exponent: number) => number,
  noise: number,
  changes: Partial<RangeView> = {},
): RangeView {
  const next = random(4);
  const rates = Float64Array.from({ length: count }, (_, i) => 10 ** (-7 + (8 * i) / 99));
  const losses = rates.map(
    (rate) => mean(Math.log10(rate)) + noise * (next() + next() + next() - 1.5),
  );
  let [sum, weight] = [0, 0];
  const smoothed = losses.map((loss) => {
    sum = 0.7 * sum + 0.3 * loss;
    weight = 0.7 * weight + 0.3;
    return sum / weight;
  });
  return {
    rates,
    losses,
    smoothed,
    planned: 100,
    bounds: [1e-7, 10],
    noise: noise * 0.5,
    slide: 1.592e-3,
    valley: 2.31e-3,
    steep: 5.857e-3,
    minimum: 1.385e-2,
    verdict: 'ok',
    ...changes,
  };
}
