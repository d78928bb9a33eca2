import { afterAll, describe, it } from 'vitest';
import { TARGETS } from '../../src/code';
import { checkRates } from '../code/libraries/check-rates';
import { compositions } from '../code/libraries/compositions';
import { Libraries } from '../code/libraries/libraries';
import { note, progress, seed, times } from './soak';

describe('random compositions as code', () => {
  const libraries = new Libraries();
  afterAll(() => libraries.end());
  const all = compositions(times(500), seed);

  it.for(TARGETS.filter((target) => target !== 'typescript'))(
    'have the rates of the schedule in %s',
    { timeout: 3_600_000 },
    async (target, context) => {
      for (const [index, { schedule }] of all.entries()) {
        await checkRates(libraries, schedule, target);
        progress(index + 1, all.length, `compositions in ${target}`);
      }
      note(context, { [`compositions with equal rates in ${target}`]: `${all.length}` });
    },
  );
});
