import { expect, it } from 'vitest';
import { seededRandom } from '../../src/train/random';
import { killTrainings } from '../train/state/kills';
import { note, progress, seed, times } from './soak';

it('trainings go on bit for bit after kill -9', { timeout: 7_200_000 }, async (context) => {
  const kills = times(50);
  const moments = await killTrainings({
    kills,
    random: seededRandom(seed),
    progress: (done) => progress(done, kills, 'kills'),
  });
  expect(Object.values(moments).reduce((sum, count) => sum + count, 0)).toBe(kills);
  const kinds = Object.entries(moments).map(([moment, count]) => `${count} ${moment}`);
  note(context, {
    'kill -9, each run equal to one that was not killed': `${kills} (${kinds.join(', ')})`,
  });
});
