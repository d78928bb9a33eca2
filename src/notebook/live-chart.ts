import { type Display, display } from '../display';
import { runChart, runMemory } from '../figure';
import type { Run } from '../train';
import { bundleOf } from './bundle';
import { viewOf } from './chart-of';

/** Shortest time between two frames, in milliseconds: four a second. */
const FRAME = 250;

/**
 * The chart of a run, drawn in place while it grows. The first and the last frame carry the SVG,
 * so that a notebook saved at any moment shows something everywhere.
 */
export class LiveChart {
  private readonly memory = runMemory();
  private shown: Display | undefined;
  private next = 0;

  /** Draws a frame when one is due; always the first, and the last. */
  update(run: Run): void {
    const ended = run.status !== 'running';
    if (!ended && performance.now() < this.next) return;
    const bundle = bundleOf(runChart(viewOf(run), this.memory), ended || !this.shown);
    if (this.shown) this.shown.update(bundle);
    else this.shown = display(bundle);
    this.next = performance.now() + FRAME;
  }
}
