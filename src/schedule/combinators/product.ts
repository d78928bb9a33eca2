import { defineFamily } from '../family';
import { pointwise } from '../pointwise';

/** Multiplied the rates that schedules have at the same step. */
export const productFamily = defineFamily({
  id: 'product',
  title: 'Product',
  summary: 'Multiplies the rates that schedules have at the same step.',
  parts: 'many',
  pointwise: true,
  params: {},
  latex: String.raw`\prod_i \eta_i(t)`,
  curve: (_values, parts) =>
    pointwise(parts, (rates) => rates.reduce((product, rate) => product * rate, 1)),
  label: (parts) => parts.join(' × '),
  text: (_options, parts) => `product(${parts.join(', ')})`,
});
