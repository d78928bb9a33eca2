import { defineFamily } from '../family';
import { pointwise } from '../pointwise';

/** Added the rates that schedules have at the same step. */
export const sumFamily = defineFamily({
  id: 'sum',
  title: 'Sum',
  summary: 'Adds the rates that schedules have at the same step.',
  parts: 'many',
  pointwise: true,
  params: {},
  latex: String.raw`\sum_i \eta_i(t)`,
  curve: (_values, parts) =>
    pointwise(parts, (rates) => rates.reduce((sum, rate) => sum + rate, 0)),
  label: (parts) => parts.join(' + '),
  text: (_options, parts) => `sum(${parts.join(', ')})`,
});
