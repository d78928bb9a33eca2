import type { Optimizer } from './tf';

/** What an optimizer is about to be used for. */
export interface Use {
  /** Whether the rate changes from update to update. */
  readonly rateMoves: boolean;
}

interface RmsPropLike {
  readonly centered: boolean;
  readonly momentum: number;
}

/** The traps of each optimizer: a sentence to warn with, or an error. */
const TRAPS: Readonly<Record<string, (optimizer: never, use: Use) => string | undefined>> = {
  RMSProp({ centered, momentum }: RmsPropLike, { rateMoves }) {
    if (centered) {
      throw new TypeError(
        'Cannot train: RMSProp with centered = true takes the root of a negative number as soon as a gradient is zero or steady, and all weights become NaN; make it without, such as tf.train.rmsprop(rate)',
      );
    }
    if (momentum > 0 && rateMoves) {
      return `RMSProp multiplies the rate into its momentum: with momentum ${momentum} a change of the rate reaches the weights bit by bit, over about ${Math.round(1 / (1 - momentum))} updates. tf.train.momentum and Adam follow at once`;
    }
    return undefined;
  },
  Adamax({ decay }: { readonly decay: number }) {
    if (decay === 0) return undefined;
    return `Adamax has a decay of its own (${decay}): it divides every rate of the schedule by 1 + ${decay} × updates. The rates it really uses are recorded; make it with decay 0 to train with the schedule`;
  },
  Adadelta() {
    return 'Adadelta in TensorFlow.js divides by the mean square of the gradients before the update, not after it: its first update is rate × gradient, hundreds of times that of Keras and PyTorch';
  },
};

/**
 * What somebody should know before training with an optimizer.
 *
 * @returns Sentences without a final period, to be shown before the first update.
 * @throws TypeError when the optimizer cannot train at all.
 */
export function optimizerWarnings(optimizer: Optimizer, use: Use): string[] {
  const warning = TRAPS[optimizer.getClassName()]?.(optimizer as never, use);
  return warning === undefined ? [] : [warning];
}
