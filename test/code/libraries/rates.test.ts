import { afterAll, describe, expect, it } from 'vitest';
import { TARGETS, toCode } from '../../../src/code';
import type { Schedule } from '../../../src/schedule';
import { examples } from '../examples';
import { checkRates } from './check-rates';
import { compositions } from './compositions';
import { Libraries } from './libraries';

const libraries = new Libraries();
afterAll(() => libraries.end());

describe.each(TARGETS.filter((target) => target !== 'typescript'))('toCode for %s', (target) => {
  it.each(examples)('gives the rates of $name', ({ schedule }) =>
    checkRates(libraries, schedule, target),
  );
  it.each(compositions())('gives the rates of a composition: $name', ({ schedule }) =>
    checkRates(libraries, schedule, target),
  );
});

describe('the comparison', () => {
  it('notices a rate that is off', async () => {
    const [{ schedule } = { schedule: undefined }] = examples;
    const code = toCode(schedule as Schedule, 'optax');
    const changed = code.replace(/0\.001/g, '0.0010001');
    const [rate] = await libraries.rates({ target: 'optax', text: changed, steps: 1 });
    expect(Math.abs((rate as number) - (schedule as Schedule)(0))).toBeGreaterThan(1e-8);
  });
});
