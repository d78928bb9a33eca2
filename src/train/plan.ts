import { type Feedback, MissingPlanError, type Plan, type Schedule } from '../schedule';
import { planSteps, stepsPerEpoch } from '../schedule/plan';
import type { TrainingOptions } from './options';
import { type RateSource, Rates } from './rates';

/**
 * The rates of a run under its plan.
 *
 * @throws RangeError when the schedule needs a fact that the data do not tell, or is given a
 * hyper-parameter twice.
 */
export function ratesFor(source: RateSource, plan: Plan, options: TrainingOptions): Rates {
  if (planSteps(plan) === undefined && needsPlan(source, plan)) {
    throw new RangeError(
      'Cannot train: the schedule needs the length of the run, and the dataset does not say how many batches it has; give batchesPerEpoch',
    );
  }
  const rates = new Rates(source, plan);
  const { hyper } = rates;
  if (hyper?.weightDecay && options.weightDecay !== undefined) {
    throw new RangeError(
      'Cannot train: the weight decay is given twice, as an option and in hyper; leave one out',
    );
  }
  const [group] = Object.keys(hyper?.groups ?? {});
  if (group !== undefined) {
    throw new RangeError(
      `Cannot train: a TensorFlow.js optimizer has one rate for all weights, so the group '${group}' of hyper cannot have its own; leave the groups out`,
    );
  }
  return rates;
}

/**
 * What should be said of a schedule that is moved once an epoch where it comes from, as code of PyTorch
 * may: lengths without a unit count its epochs, and a training counts updates.
 *
 * @returns Sentences without a final period.
 */
export function countedInEpochs(source: RateSource, { schedule }: Rates, plan: Plan): string[] {
  if (typeof source === 'number') return [];
  const given = 'lr' in source ? source.lr : source;
  const perEpoch = stepsPerEpoch(plan);
  // lengths with a unit are others by now
  const isSame = given.plan?.stepsPerEpoch === 1 && stepsOf(given) === schedule.steps;
  if (!isSame || perEpoch === 1) return [];
  return [
    `the schedule is moved once an epoch, as its plan says, and here it moves at every update: hold each rate for an epoch, with custom({ rate: (step) => schedule(Math.floor(step / ${perEpoch ?? 'updatesPerEpoch'})) })`,
  ];
}

/** How long a schedule is; nothing while a length lacks a fact. */
function stepsOf(schedule: Schedule | Feedback): number | undefined {
  try {
    return schedule.steps;
  } catch (error) {
    if (error instanceof MissingPlanError) return undefined;
    throw error;
  }
}

/** Steps at which two plans are compared. */
const LOOKS = [0, ...Array.from({ length: 20 }, (_, power) => 2 ** power)];

/** Whether a schedule is another when the run is longer. */
function needsPlan(source: RateSource, plan: Plan): boolean {
  try {
    new Rates(source, plan);
  } catch (error) {
    if (error instanceof MissingPlanError) return true;
    throw error;
  }
  const [shorter, longer] = [100_003, 200_003].map(
    (stepsPerEpoch) => new Rates(source, { ...plan, stepsPerEpoch }),
  );
  return LOOKS.some((step) => shorter?.at(step).lr !== longer?.at(step).lr);
}
