import { type Display, display } from '../display';
import { type Chart, rangeChart, runChart, runMemory } from '../figure';
import { RangeTest, type Run } from '../train';
import { bundleOf } from './bundle';
import { rangeViewOf, viewOf } from './chart-of';
import { withSource } from './run-source';

/** Shortest time between two frames, in milliseconds: four a second. */
const FRAME = 250;
/** Share of the time that drawing may take: long range tests are dear to draw. */
const SHARE = 0.02;

/**
 * The chart of a run or a range test, drawn in place while it grows. The first and the last frame carry the SVG,
 * so that a notebook saved at any moment shows something everywhere.
 */
export class LiveChart {
  private readonly memory = runMemory();
  private shown: Display | undefined;
  private next = 0;

  /** Draws a frame when one is due; always the first, and the last. */
  update(thing: Run | RangeTest): void {
    const ended = thing.status !== 'running';
    const begun = performance.now();
    if (!ended && begun < this.next) return;
    const bundle = bundleOf(this.draw(thing), ended || !this.shown);
    if (this.shown) this.shown.update(bundle);
    else this.shown = display(bundle);
    const now = performance.now();
    this.next = now + Math.max(FRAME, (now - begun) / SHARE);
  }

  private draw(thing: Run | RangeTest): Chart {
    if (thing instanceof RangeTest) return rangeChart(rangeViewOf(thing));
    return withSource(runChart(viewOf(thing), this.memory), thing);
  }
}
