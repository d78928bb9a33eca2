import { canReplaceRandom } from './random';
import type { Layer, Model } from './tf';

/**
 * Why a run will not be the same when it is run again with the same seed, and what is repeated that
 * should not be.
 *
 * @returns Sentences without a final period.
 */
export function unrepeatable(model: Model | undefined, isDataset: boolean): string[] {
  const seeded = model?.layers.filter(hasSeed).map(({ name }) => name) ?? [];
  return [
    ...(isDataset ? ['this run repeats only if its dataset does: give its shuffle a seed'] : []),
    ...(canReplaceRandom()
      ? []
      : [
          'this run will not repeat: Math.random cannot be replaced here, and dropout layers draw from it',
        ]),
    ...(seeded.length > 0
      ? [
          `the seed of ${seeded.join(' and ')} makes TensorFlow.js drop the same units at every step; leave it out, the seed of the run makes dropout repeatable`,
        ]
      : []),
  ];
}

function hasSeed(layer: Layer): boolean {
  const { rate, seed } = layer as Layer & { rate?: unknown; seed?: unknown };
  return layer.getClassName() === 'Dropout' && Number(rate) > 0 && seed != null;
}
