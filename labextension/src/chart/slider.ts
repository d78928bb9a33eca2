import type { TranslationBundle } from '@jupyterlab/translation';
import { part, setText } from './elements';

const STOPS = 60;

/**
 * The smoothing slider: even steps of how many losses are averaged over, from 1 to 1,000.
 *
 * The weight of the past is 1 − 10^(−3t), which ends at 0.999: with 1 every loss would be the first.
 */
export class SmoothingSlider {
  readonly node = part('label', 'smoothing');

  constructor(trans: TranslationBundle, choose: (smoothing: number) => void) {
    this.input.type = 'range';
    this.input.max = String(STOPS);
    this.input.title = trans.__('How much of the past each point of the bold line averages');
    this.input.addEventListener('input', () => choose(smoothingAt(Number(this.input.value))));
    this.node.append(trans.__('smoothing'), this.input, this.value);
  }

  /** @param smoothing Nothing hides it. */
  update(smoothing: number | undefined): void {
    this.node.hidden = smoothing === undefined;
    if (smoothing !== undefined) {
      // two stops may be one number: the reader's stays where it is
      if (smoothingAt(Number(this.input.value)) !== smoothing) {
        this.input.value = String(Math.round((-Math.log10(1 - smoothing) / 3) * STOPS));
      }
      this.input.setAttribute('aria-valuetext', String(smoothing));
      setText(this.value, String(smoothing));
    }
  }

  private readonly input = part('input', 'range');
  private readonly value = part('span', 'smoothingValue');
}

function smoothingAt(stop: number): number {
  const past = 1 - 10 ** ((-3 * stop) / STOPS);
  return Number(past.toFixed(past < 0.9 ? 2 : past < 0.99 ? 3 : 4));
}
