import { afterAll, describe, expect, it } from 'vitest';
import { TARGETS, type Target, toCode } from '../../../src/code';
import * as lr from '../../../src/schedule';
import { checkUsed } from './check-rates';
import { Libraries } from './libraries';

const libraries = new Libraries();
afterAll(() => libraries.end());

/** What is written in different ways: a thing of the library, things joined, a function, a number. */
const SCHEDULES = [
  lr.cosine({ peak: 1e-3 }).warmup(4),
  lr.linear({ peak: 2e-3, floor: 1e-4 }),
  lr.cosine({ peak: 1e-3, steps: 12 }).followedBy(lr.linear({ peak: 5e-4, steps: 8 })),
  lr.noam({ peak: 0.01, warmup: 7 }),
  lr.constant({ peak: 0.1 }),
];

const STEPS = 30;

/** Plans that change the loop: none, gradients of three batches in an update, one update an epoch. */
const PLANS: Readonly<Record<string, lr.Plan>> = {
  'every update': { steps: 20 },
  'every third batch': { steps: 20, accumulation: 3 },
  'every epoch': { stepsPerEpoch: 1, epochs: 20 },
};

/** Libraries whose loop counts epochs where the plan does; the others have one update in each. */
const BY_EPOCH: readonly Target[] = ['pytorch', 'keras', 'timm'];

const cases = TARGETS.filter((target) => target !== 'typescript').flatMap((target) =>
  Object.entries(PLANS).flatMap(([what, plan]) =>
    SCHEDULES.map((schedule) => ({ target, what, plan, schedule, name: String(schedule) })),
  ),
);

describe('a training loop that was exported', () => {
  it.each(cases)('uses the rates of $name in $target, $what', async (one) => {
    const { target, plan } = one;
    const schedule = one.schedule.withPlan(plan);
    const text = toCode(schedule, target);
    const byEpoch = plan.stepsPerEpoch === 1 && BY_EPOCH.includes(target);
    const rates = await libraries.rates({
      target,
      text,
      loop: true,
      // two updates in each epoch tell the two apart
      steps: byEpoch ? 2 * STEPS : STEPS,
      epochs: byEpoch ? STEPS : 1,
      accumulation: plan.accumulation ?? 1,
      precision: 'float64',
    });
    const wanted = Array.from({ length: byEpoch ? 2 * STEPS : STEPS }, (_, update) =>
      schedule(byEpoch ? Math.floor(update / 2) : update),
    );
    checkUsed(target, rates, wanted, text);
  });

  it('is noticed when it uses another rate', async () => {
    const text = toCode(lr.constant({ peak: 0.1, steps: 3 }), 'keras').replace(/0\.1/g, '0.11');
    const run = { target: 'keras', text, loop: true, steps: 3, precision: 'float64' } as const;
    expect((await libraries.rates(run))[0]).toBeCloseTo(0.11, 6);
  });
});
