import type { Arguments } from './request';

/** Rate of the optimizer that a schedule multiplies. @throws RangeError when it is not above 0. */
export function optimizerRate(args: Arguments): number {
  const rate = args.baseLr;
  if (rate > 0 && rate < Infinity) return rate;
  throw args.refuse(`baseLr must be a finite number above 0, got ${rate}`);
}

/** Reads PyTorch's `last_epoch`: -1 (or left out) starts at step 0; anything else resumes, which a pure function needs not. */
export function fromTheStart(args: Arguments): void {
  args.ignore('verbose');
  const last = args.number('last_epoch', -1);
  if (last === -1) return;
  throw args.refuse(
    `last_epoch must be -1, got ${last}; to resume, ask the schedule for later steps`,
  );
}
