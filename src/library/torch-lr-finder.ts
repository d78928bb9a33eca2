import { annealed } from './fastai-annealers';
import { above0 } from './pieces';
import type { Arguments, LibraryClass } from './request';

/** The sweeps of torch-lr-finder: from `start_lr` (the optimizer's rate when left out) to `end_lr`, which the last step has. */
export const torchLrFinder: Readonly<Record<string, LibraryClass>> = {
  ExponentialLR: (args) => sweep(args, 'exponential'),
  LinearLR: (args) => sweep(args, 'linear'),
};

function sweep(args: Arguments, shape: 'exponential' | 'linear'): ReturnType<LibraryClass> {
  const from = args.has('start_lr') ? above0(args, 'start_lr') : args.baseLr;
  args.ignore('start_lr', 'optimizer', 'last_epoch');
  const to = above0(args, 'end_lr');
  return annealed({ shape, from, to, share: 1 }, args.count('num_iter', undefined, 2) - 1);
}
