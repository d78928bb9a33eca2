import type { Snap } from '../model/move';
import { NO_SNAP } from '../model/move';
import type { Picture } from './picture';

/** Updates of the grid called "round": 100 of them, or what is as round in a short or a long schedule. */
export function roundSteps(total: number): number {
  return Math.max(1, 10 ** Math.floor(Math.log10(Math.max(1, total / 20))));
}

/** The grid of a drag; the Alt key suspends it. */
export function snapOf({ view, lr }: Picture, suspended: boolean): Snap {
  if (suspended || view.snap === 'off' || !lr) {
    return suspended ? { ...NO_SNAP, figures: 4 } : { ...NO_SNAP, figures: 3 };
  }
  const byEpoch = view.snap === 'epoch' && lr.stepsPerEpoch && lr.total / lr.stepsPerEpoch >= 2;
  return { steps: byEpoch ? (lr.stepsPerEpoch as number) : roundSteps(lr.total), figures: 2 };
}
