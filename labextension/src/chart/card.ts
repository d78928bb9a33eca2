import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Chart } from 'anneal/pure';
import { loadPlotly, type PaintedFigure } from '../plotly';
import type { View } from './compose';
import { part } from './elements';
import { Header } from './header';
import { Plot } from './plot';
import { rangesAfter } from './ranges';
import { savePicture } from './save';
import { ChartTable } from './table';
import { createToolbar } from './toolbar';

/** What a {@link ChartCard} tells its owner. */
export interface CardEvents {
  /** A draw has ended: this chart is on the screen. */
  drawn(chart: Chart): void;
  failed(error: unknown): void;
}

/** A chart as people see it: header, plot and table. It keeps what the reader chose from chart to chart. */
export class ChartCard {
  readonly node = part('div', 'card');

  constructor(
    private readonly trans: TranslationBundle,
    private readonly events: CardEvents,
  ) {
    const toolbar = createToolbar(trans, {
      drag: (mode) => this.look({ drag: mode }),
      reset: () => this.reset(),
      save: () => this.save(),
    });
    this.header = new Header(trans, toolbar);
    this.table = new ChartTable(trans, (roles) => this.look({ hidden: roles }));
    this.picture.setAttribute('role', 'img');
    this.plot.node.setAttribute('aria-hidden', 'true');
    this.picture.append(this.plot.node);
    this.node.append(this.header.node, this.picture, this.table.node);
    // on their way while the notebook lays itself out; a failure shows when they are needed
    void Promise.allSettled([loadPlotly(), import('./compose')]);
  }

  /** Shows a chart; one that came before it and is not drawn yet never will be. */
  show(chart: Chart): Promise<void> {
    this.chart = chart;
    this.header.update(chart);
    this.table.update(chart.table ?? undefined, this.view.hidden);
    this.picture.setAttribute('aria-label', chart.description);
    // known before the draw, so that nothing below the chart moves
    this.picture.style.height = `${chart.figure.layout.height}px`;
    return this.plot.request();
  }

  /** Draws again, in the theme of the moment. */
  repaint(): void {
    void this.plot.request();
  }

  /** Draws what could not be drawn before, if there is something. */
  refresh(): void {
    this.plot.refresh();
  }

  dispose(): void {
    this.plot.dispose();
  }

  private look(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    this.table.update(this.chart?.table ?? undefined, this.view.hidden);
    void this.plot.request();
  }

  private reset(): void {
    this.look({ ranges: {}, revision: this.view.revision + 1 });
  }

  private save(): void {
    if (this.drawn) {
      savePicture(this.drawn.chart, this.drawn.figure).catch(() => {
        Notification.error(this.trans.__('The picture could not be saved.'));
      });
    }
  }

  private async compose(width: number): Promise<PaintedFigure | undefined> {
    // with Plotly, on the first draw: the library is not needed to start JupyterLab
    const { compose } = await import('./compose');
    const { chart } = this;
    if (!chart) {
      return undefined;
    }
    const figure = compose(chart.figure, this.view, width);
    this.drawn = { chart, figure };
    return figure;
  }

  private readonly header: Header;
  private readonly table: ChartTable;
  private readonly picture = part('div', 'plot');
  private readonly plot = new Plot({
    compose: (width) => this.compose(width),
    drawn: () => {
      if (this.drawn) {
        this.table.paint(this.drawn.figure);
        this.events.drawn(this.drawn.chart);
      }
    },
    failed: (error) => this.events.failed(error),
    zoomed: (change, layout) =>
      this.look({ ranges: rangesAfter(this.view.ranges, change, layout) }),
    reset: () => this.reset(),
  });
  private view: View = { hidden: new Set(), drag: 'zoom', ranges: {}, revision: 1 };
  private chart: Chart | undefined;
  private drawn: { readonly chart: Chart; readonly figure: PaintedFigure } | undefined;
}
