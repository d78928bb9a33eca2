import type { Feedback } from '../schedule/feedback-state';
import { NO_METRICS } from '../schedule/metrics';
import { type Node, resolveNode } from '../schedule/node';
import { checkPlan, type Plan, planSteps } from '../schedule/plan';
import { isFeedback, isSchedule, nodeOf, type Schedule } from '../schedule/schedule';
import { writeCall } from '../schedule/text';
import { show } from '../schedule/validate';
import { CodeRefusal } from './refusal';
import { TARGETS, type Target, type Writer } from './target';
import { keras } from './targets/keras';
import { optax } from './targets/optax';
import { pytorch } from './targets/pytorch';
import { timm } from './targets/timm';
import { transformers } from './targets/transformers';
import { typescript } from './targets/typescript';

const WRITERS: Readonly<Record<Target, Writer>> = {
  typescript,
  pytorch,
  keras,
  optax,
  transformers,
  timm,
};

/** Options of {@link toCode}. */
export interface CodeOptions {
  /** Turns epochs and per cent into updates; the plan of the schedule when left out. */
  readonly plan?: Plan;
}

/**
 * A schedule as code of another library: a complete snippet whose rates are those of the schedule at
 * every step, also after its end. What the library has is used where it is exact; elsewhere a small
 * function is written, and a comment says why.
 *
 * @param target `typescript`, `pytorch`, `keras`, `optax`, `transformers` or `timm`.
 * @returns Text that ends with a line break, formatted as the library's community formats.
 * @throws RangeError when the target is unknown, the plan lacks a fact that the target needs, or the schedule cannot be
 * written, with the reason; TypeError when it is no schedule.
 * @example
 * const code = toCode(cosine({ peak: 1e-3, steps: 900 }), 'optax');
 * assert.match(code, /optax\.cosine_decay_schedule\(init_value=0\.001, decay_steps=900\)/);
 */
export function toCode(
  schedule: Schedule | Feedback,
  target: Target,
  options: CodeOptions = {},
): string {
  const write = Object.hasOwn(WRITERS, target) ? WRITERS[target] : undefined;
  if (!write) {
    throw new RangeError(
      `Cannot write the code: the target must be one of ${TARGETS.join(', ')}, got ${show(target)}`,
    );
  }
  if (!isSchedule(schedule) && !isFeedback(schedule)) {
    throw new TypeError(
      `Cannot write the code: it takes a schedule such as cosine({ peak: 1e-3 }), got ${show(schedule)}`,
    );
  }
  const plan = options.plan === undefined ? schedule.plan : checkPlan(options.plan, 'toCode');
  const node = nodeOf(schedule);
  const available = plan && planSteps(plan);
  const call = holdsFunction(node)
    ? undefined
    : writeCall(node) + (plan ? `.withPlan(${planText(plan)})` : '');
  const source = {
    call,
    plan,
    // asked for by those who count in updates: our own words keep lengths in their units
    get node() {
      return resolveNode(node, { plan, available, metrics: NO_METRICS });
    },
  };
  try {
    return `${write(source).join('\n')}\n`;
  } catch (error) {
    if (!(error instanceof CodeRefusal)) throw error;
    throw new RangeError(`Cannot write the code for ${target}: ${error.message}`);
  }
}

const holdsFunction = (node: Node): boolean =>
  Object.values(node.options).some((value) => typeof value === 'function') ||
  node.parts.some(holdsFunction);

const planText = (plan: Plan): string =>
  `{ ${Object.entries(plan)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${value}`)
    .join(', ')} }`;
