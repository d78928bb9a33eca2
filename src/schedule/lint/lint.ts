import type { Curve } from '../family';
import type { Feedback } from '../feedback-state';
import { NO_METRICS } from '../metrics';
import { compile, type Node } from '../node';
import { checkPlan, type Plan, planSteps } from '../plan';
import { standInFor } from '../preview';
import { NoRoomError } from '../resolve';
import { nodeOf, type Schedule } from '../schedule';
import { CHECKS, samples } from './checks';
import type { Finding } from './finding';

/**
 * What is likely to be a mistake in a schedule: a first rate of zero, a jump where two parts meet, a
 * run that is cut or goes on too long, a floor that is not reached, a tail that rises again.
 *
 * @param schedule What to look at; a feedback schedule is looked at as it is before any metric.
 * @param plan The run it is for; its own plan when left out, and its own length without one.
 * @returns Findings in the order of their rules, none for a schedule that is fine. The default of
 * every builder, and a warm-up of 5 % in front of it, is fine.
 * @throws RangeError when lengths of different units need a plan.
 * @example
 * const schedule = constant({ peak: 1, steps: 10 }).followedBy(cosine({ peak: 0.5, steps: 990 }));
 * const [finding] = lint(schedule);
 * assert.equal(finding.message, 'Jumps down 50 % at step 10, from 1 to 0.5');
 * assert.deepEqual(lint(fromSpec(finding.fix.spec)), []);
 */
export function lint(schedule: Schedule | Feedback, plan?: Plan): Finding[] {
  const used = plan ? checkPlan(plan, 'lint') : schedule.plan;
  const node = nodeOf(schedule);
  const drawn = used ?? standInFor(schedule)?.plan;
  const available = drawn && planSteps(drawn);
  const curve = curveFor(node, drawn, available);
  const run = available ?? curve.steps;
  const peak = Math.max(...samples(run).map((step) => curve.at(step)));
  const subject = { node, plan: used, curve, run, peak };
  return CHECKS.flatMap((check) => check(subject));
}

/** The curve in its plan, or, when the plan has no room for it, as long as it is without one. */
function curveFor(node: Node, plan: Plan | undefined, available: number | undefined): Curve {
  try {
    return compile(node, { plan, available, metrics: NO_METRICS });
  } catch (error) {
    if (!(error instanceof NoRoomError)) throw error;
    return compile(node, { plan, available: undefined, metrics: NO_METRICS });
  }
}
