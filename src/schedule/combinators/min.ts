import { defineFamily } from '../family';
import { pointwise } from '../pointwise';

/** The lowest of the rates that schedules have at the same step. */
export const minFamily = defineFamily({
  id: 'min',
  title: 'Minimum',
  summary: 'Takes the lowest of the rates that schedules have at the same step.',
  parts: 'many',
  pointwise: true,
  params: {},
  latex: String.raw`\min_i \eta_i(t)`,
  curve: (_values, parts) => pointwise(parts, (rates) => Math.min(...rates)),
  label: (parts) => `min of ${parts.join(', ')}`,
  text: (_options, parts) => `min(${parts.join(', ')})`,
});
