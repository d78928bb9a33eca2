/**
 * What turns epochs, batches and percentages into updates. Give what you know: a length that needs
 * a fact the plan lacks says which.
 */
export interface Plan {
  /** Examples seen in one epoch. */
  readonly examples?: number;
  /** Examples in one batch. */
  readonly batchSize?: number;
  /** Batches whose gradients make one update; 1 when left out. */
  readonly accumulation?: number;
  /** Epochs of the whole run. */
  readonly epochs?: number;
  /** Updates in one epoch, instead of `examples` and `batchSize`. */
  readonly stepsPerEpoch?: number;
  /** Updates of the whole run, instead of `epochs`. */
  readonly steps?: number;
}

/** A length could not be turned into updates because the plan lacks a fact. */
export class MissingPlanError extends RangeError {
  override readonly name = 'RangeError';
}

const WHOLE = ['examples', 'batchSize', 'accumulation', 'stepsPerEpoch', 'steps'] as const;

/**
 * The plan, checked.
 *
 * @throws TypeError | RangeError naming the field that is not a positive (whole) number.
 * @example
 * assert.throws(() => checkPlan({ epochs: 0 }), /epochs must be a finite number above 0, got 0/);
 */
export function checkPlan(plan: Plan, where = 'withPlan'): Plan {
  if (typeof plan !== 'object' || plan === null || Array.isArray(plan)) {
    throw new TypeError(
      `Cannot use the plan of ${where}: it must be an object such as { examples: 60000, batchSize: 64, epochs: 10 }`,
    );
  }
  for (const [field, value] of Object.entries(plan)) {
    if (value === undefined) continue;
    const whole = (WHOLE as readonly string[]).includes(field);
    if (!whole && field !== 'epochs') {
      throw new TypeError(
        `Cannot use the plan of ${where}: there is no ${JSON.stringify(field.slice(0, 40))} in a plan; it takes ${[...WHOLE, 'epochs'].join(', ')}`,
      );
    }
    if (typeof value !== 'number') {
      throw new TypeError(
        `Cannot use the plan of ${where}: ${field} must be a number, got ${typeof value}`,
      );
    }
    if (!(value > 0 && Number.isFinite(value)) || (whole && !Number.isInteger(value))) {
      throw new RangeError(
        `Cannot use the plan of ${where}: ${field} must be a ${whole ? 'whole' : 'finite'} number above 0, got ${value}`,
      );
    }
  }
  return plan;
}

/**
 * Updates in one epoch: an incomplete last batch counts, and so does an incomplete last accumulation.
 *
 * @example
 * assert.equal(stepsPerEpoch({ examples: 60_000, batchSize: 64 }), 938);
 */
export function stepsPerEpoch(plan: Plan): number | undefined {
  if (plan.stepsPerEpoch !== undefined) return plan.stepsPerEpoch;
  if (plan.examples === undefined || plan.batchSize === undefined) return undefined;
  return Math.ceil(Math.ceil(plan.examples / plan.batchSize) / (plan.accumulation ?? 1));
}

/**
 * Updates of the whole run.
 *
 * @example
 * assert.equal(planSteps({ stepsPerEpoch: 938, epochs: 10 }), 9380);
 */
export function planSteps(plan: Plan): number | undefined {
  if (plan.steps !== undefined) return plan.steps;
  const perEpoch = stepsPerEpoch(plan);
  if (perEpoch === undefined || plan.epochs === undefined) return undefined;
  return Math.max(1, Math.round(perEpoch * plan.epochs));
}

/** Updates in one epoch, or an error that says what `length` lacks. */
export function epochSteps(plan: Plan | undefined, length: unknown): number {
  const steps = plan && stepsPerEpoch(plan);
  if (steps !== undefined) return steps;
  const missing = plan?.examples === undefined ? 'examples' : 'batchSize';
  throw missingFact(length, 'updates per epoch', plan ? missing : undefined);
}

/** Updates of the whole run, or an error that says what `length` lacks. */
export function totalSteps(plan: Plan | undefined, length: unknown): number {
  const steps = plan && planSteps(plan);
  if (steps !== undefined) return steps;
  const missing =
    plan && stepsPerEpoch(plan) !== undefined
      ? 'epochs'
      : plan?.examples === undefined
        ? 'examples'
        : 'batchSize';
  throw missingFact(length, 'length of the run', plan ? missing : undefined);
}

function missingFact(length: unknown, fact: string, field: string | undefined): MissingPlanError {
  const remedy = field
    ? `the plan lacks ${field}`
    : 'give it with schedule.withPlan({ examples, batchSize, epochs })';
  return new MissingPlanError(
    `Cannot turn '${length}' into updates without the ${fact}: ${remedy}`,
  );
}
