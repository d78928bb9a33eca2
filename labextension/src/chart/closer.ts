import type { TranslationBundle } from '@jupyterlab/translation';
import type { Chart } from 'anneal/pure';
import type { Answers, CloseUp } from './close-up';
import type { View } from './compose';
import { readChart } from './read';

/** Opens a line to the kernel that has what a chart was drawn from; nothing where there is none. */
export type Connect = (source: string, answers: Answers) => Promise<CloseUp | undefined>;

const keyOf = ({ choice, ranges }: View): string =>
  JSON.stringify([choice.unit, choice.smoothing, ranges.xaxis]);

/**
 * The chart as its kernel tells it for what the reader looks at: every step of a part, smoothed over every step.
 *
 * Without that kernel, and until it has answered, a chart is drawn from the points that came with it.
 */
export class Closer {
  constructor(
    private readonly trans: TranslationBundle,
    private readonly connect: Connect,
    private readonly changed: () => void,
  ) {}

  /** What to draw for a chart. */
  chartFor(chart: Chart, view: View): Chart {
    const { answer } = this;
    return answer?.key === keyOf(view) ? answer.chart : chart;
  }

  /**
   * Asks about what the reader looks at, if it is not the whole chart as it came.
   *
   * @returns Whether an older answer is good enough to be shown until the next one.
   */
  update(chart: Chart, view: View): boolean {
    if (chart.source !== this.source) {
      this.hangUp();
      this.source = chart.source;
    }
    const key = keyOf(view);
    const isKnown = this.answer?.key === key;
    if (chart.source !== undefined && !this.isLost) {
      void this.ask(chart, view, key);
    }
    return isKnown;
  }

  dispose(): void {
    this.hangUp();
    this.isLost = true;
  }

  /** Forgets what another run has answered. */
  private hangUp(): void {
    void this.line?.then((line) => line?.dispose());
    this.line = this.answer = undefined;
    this.isLost = false;
  }

  private async ask(chart: Chart, view: View, key: string): Promise<void> {
    // with the first draw, which needs it too
    const { lookOf } = await import('./compose');
    const look = lookOf(chart, view);
    if (!look || this.isLost) {
      return;
    }
    this.line ??= this.connect(chart.source ?? '', {
      came: (of, answer) => this.take(of, answer),
      lost: () => this.lose(),
    });
    (await this.line)?.ask({ key, look });
  }

  private take(key: string, answer: unknown): void {
    const { chart } = readChart(answer as Parameters<typeof readChart>[0], this.trans);
    this.answer = chart && { key, chart };
    this.changed();
  }

  private lose(): void {
    this.isLost = true;
    this.answer = undefined;
    this.changed();
  }

  private line: Promise<CloseUp | undefined> | undefined;
  private answer: { readonly key: string; readonly chart: Chart } | undefined;
  private source: string | undefined;
  private isLost = false;
}
