import { expect, it } from 'vitest';
import { seededRandom } from '../../../src/train/random';
import { killTrainings } from './kills';

it('goes on bit for bit after kill -9 at random moments', { timeout: 240_000 }, async () => {
  const moments = await killTrainings({ kills: 3, random: seededRandom(1) });
  expect(Object.values(moments).reduce((sum, count) => sum + count, 0)).toBe(3);
});
