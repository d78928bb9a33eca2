/**
 * Steps at which the phases of PyTorch's `OneCycleLR` end: fractions, and below 0 when the rise has no update.
 *
 * @param share `pct_start`: share of the steps that rise, 0 … 1.
 * @throws RangeError when the rise ends at step 0, where the library divides by zero.
 */
export function oneCyclePhaseEnds(steps: number, share: number, threePhase: boolean): number[] {
  const rise = share * steps - 1;
  if (rise === 0) {
    throw new RangeError(
      `Cannot build one cycle: pct_start ${share} of ${steps} total_steps is a rise of 1 update, which the library divides by zero for; take 2 updates or more`,
    );
  }
  return threePhase ? [rise, 2 * share * steps - 2, steps - 1] : [rise, steps - 1];
}
