import type { IThemeManager } from '@jupyterlab/apputils';
import type { IRenderMime } from '@jupyterlab/rendermime-interfaces';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { Chart } from 'anneal/pure';
import { type KernelOf, whenGone } from '../kernel';
import { say } from '../say';
import { ChartCard } from './card';
import { part } from './elements';
import { CHART_MIME } from './mime';
import { orphaned } from './orphan';
import { readChart } from './read';

/**
 * Draws charts in a cell output; the frames of a live chart come to the same instance.
 *
 * Never writes to the model: looking at a notebook leaves its file as it is.
 * `data-frames` counts the frames that were drawn, `data-ready` marks the first.
 */
export class ChartRenderer extends Widget implements IRenderMime.IRenderer {
  constructor(options: {
    readonly themes: IThemeManager | null;
    readonly trans: TranslationBundle;
    readonly kernelOf: KernelOf;
  }) {
    super();
    this.trans = options.trans;
    this.themes = options.themes;
    this.kernelOf = options.kernelOf;
    this.card = new ChartCard(this.trans, {
      drawn: (chart) => this.count(chart),
      failed: (error) => this.fail(error),
      notSaved: () => {
        say(this.trans.__('The chart could not be saved.'));
      },
      connect: async (source, answers) => {
        const kernel = this.kernelOf(this.node);
        const { CloseUp } = await import('./close-up');
        return kernel && CloseUp.connect(kernel, source, answers);
      },
    });
    this.addClass('jp-AnnealChart');
    this.node.setAttribute('role', 'group');
    this.explain('');
    this.node.append(this.problem, this.card.node);
    this.themes?.themeChanged.connect(this.repaint, this);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    const { chart, problem = '' } = readChart(model.data[CHART_MIME], this.trans);
    this.explain(problem);
    if (chart) {
      this.node.setAttribute('aria-label', chart.title);
      this.watch(chart);
      await this.card.show(chart);
    }
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.themes?.themeChanged.disconnect(this.repaint, this);
      this.unwatch?.();
      this.card.dispose();
      super.dispose();
    }
  }

  protected override onAfterShow(message: Message): void {
    super.onAfterShow(message);
    this.card.refresh();
  }

  /** Sees to it that a run ends on the screen when its kernel does. */
  private watch(chart: Chart): void {
    this.unwatch?.();
    const kernel = chart.status?.kind === 'running' ? this.kernelOf(this.node) : undefined;
    this.unwatch =
      kernel && whenGone(kernel, () => void this.card.show(orphaned(chart, this.trans)));
  }

  /** Shows a sentence where the chart would be; an empty one brings the chart back. */
  private explain(problem: string): void {
    this.problem.textContent = problem;
    this.problem.hidden = problem === '';
    this.card.node.hidden = problem !== '';
  }

  private repaint(): void {
    this.card.repaint();
  }

  private fail(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.explain(this.trans.__('This chart could not be drawn: %1', reason));
  }

  private count(chart: Chart): void {
    // a change of theme or width draws the same frame again
    if (chart !== this.counted) {
      this.counted = chart;
      this.frames += 1;
      this.node.dataset.frames = String(this.frames);
      this.node.dataset.ready = 'true';
    }
  }

  private readonly trans: TranslationBundle;
  private readonly card: ChartCard;
  private readonly problem = part('p', 'problem');
  private readonly themes: IThemeManager | null;
  private readonly kernelOf: KernelOf;
  private unwatch: (() => void) | undefined;
  private counted: Chart | undefined;
  private frames = 0;
}
