import { isBetter, worst } from '../schedule/improvement';

/** Which way a metric gets better. */
export type Mode = 'min' | 'max';

/** The way a metric gets better, by its name: accuracies rise, losses and errors fall. */
export function modeOf(monitor: string): Mode {
  return /acc|auc|precision|recall|f1|r2|cosine/i.test(monitor) ? 'max' : 'min';
}

/** What a monitor remembers. */
export interface Best {
  readonly metric: number;
  /** Updates done then. */
  readonly step: number;
  /** Metrics without a better one since. */
  readonly waited: number;
}

/** The best of a metric so far, and how long ago it was. */
export class Monitor {
  private now: Best;
  private readonly mode: Mode;
  private readonly minDelta: number;

  constructor(mode: Mode, minDelta = 0) {
    this.mode = mode;
    this.minDelta = minDelta;
    this.now = { metric: worst({ mode, relative: 0, absolute: 0 }), step: 0, waited: 0 };
  }

  get best(): Best {
    return this.now;
  }

  set best(best: Best) {
    this.now = best;
  }

  /** Looks at a metric. @returns Whether it is the best so far. */
  look(metric: number, step: number): boolean {
    const { mode, minDelta } = this;
    const better = isBetter(metric, this.now.metric, { mode, relative: 0, absolute: minDelta });
    this.now = better ? { metric, step, waited: 0 } : { ...this.now, waited: this.now.waited + 1 };
    return better;
  }
}
