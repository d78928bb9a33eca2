import { defineFamily } from '../family';
import { pointwise } from '../pointwise';

/** The highest of the rates that schedules have at the same step. */
export const maxFamily = defineFamily({
  id: 'max',
  title: 'Maximum',
  summary: 'Takes the highest of the rates that schedules have at the same step.',
  parts: 'many',
  pointwise: true,
  params: {},
  latex: String.raw`\max_i \eta_i(t)`,
  curve: (_values, parts) => pointwise(parts, (rates) => Math.max(...rates)),
  label: (parts) => `max of ${parts.join(', ')}`,
  text: (_options, parts) => `max(${parts.join(', ')})`,
});
