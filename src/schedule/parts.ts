import type { Feedback } from './feedback-state';
import { fromNode, nodeOf, type Schedule } from './schedule';

/**
 * The schedules that one is made of step by step, as a product is; none when it is made otherwise.
 * They have the plan of the whole.
 */
export function pointwiseParts(whole: Schedule | Feedback): (Schedule | Feedback)[] {
  const { family, parts } = nodeOf(whole);
  return family.pointwise ? parts.map((part) => fromNode(part, whole.plan)) : [];
}
