import type { TranslationBundle } from '@jupyterlab/translation';
import type { Chart } from 'anneal/pure';
import { keepKeys } from '../keep-keys';
import type { HoverEvent, PaintedFigure } from '../plotly';
import { Closer, type Connect } from './closer';
import type { View } from './compose';
import { moved, placesOf, spoken } from './cursor';
import { part, setText } from './elements';
import { Header } from './header';
import { Keys } from './keys';
import { link, tell } from './link';
import { Plot } from './plot';
import { rangesAfter } from './ranges';
import type { Format } from './save';
import { Sketch } from './sketch';
import { ChartTable } from './table';
import { Toolbar } from './toolbar';
import { VerdictLine } from './verdict';
import { zoomedBy } from './zoom-keys';

/** What a {@link ChartCard} tells its owner. */
export interface CardEvents {
  /** A draw has ended: this chart is on the screen. */
  drawn(chart: Chart): void;
  failed(error: unknown): void;
  /** A picture or a file could not be saved. */
  notSaved(): void;
  readonly connect: Connect;
}

/** Longer than Plotly waits between two hover boxes, ms. */
const HOVER_PAUSE = 60;

interface Drawn {
  readonly chart: Chart;
  /** The same, or a closer look at it. */
  readonly shown: Chart;
  readonly figure: PaintedFigure;
  /** Units of the x axis that make a step; nothing when its places are no steps. */
  readonly perStep: number | undefined;
}

/** A chart as people see it: header, plot, verdict and table. It keeps what the reader chose from chart to chart. */
export class ChartCard {
  readonly node = part('div', 'card');

  constructor(
    trans: TranslationBundle,
    private readonly events: CardEvents,
  ) {
    this.closer = new Closer(trans, events.connect, () => this.repaint());
    this.toolbar = new Toolbar(trans, {
      choose: (choice) => this.choose(choice),
      reset: () => this.reset(),
      save: (format) => void this.save(format),
    });
    const hide = (hidden: ReadonlySet<string>): void => this.look({ hidden });
    this.header = new Header(trans, this.toolbar.node);
    this.table = new ChartTable(trans, hide);
    this.keys = new Keys(trans, hide);
    this.picture.setAttribute('role', 'img');
    this.picture.tabIndex = 0;
    keepKeys(this.node);
    this.picture.addEventListener('keydown', (event) => this.onKey(event));
    this.picture.addEventListener('blur', () => this.point(undefined));
    this.aloud.setAttribute('aria-live', 'polite');
    this.plot.node.setAttribute('aria-hidden', 'true');
    this.picture.append(this.plot.node);
    this.node.append(
      this.header.node,
      this.picture,
      this.aloud,
      this.keys.node,
      this.verdict.node,
      this.table.node,
    );
    this.unlink = link(this);
    // on its way while the notebook lays itself out; a failure shows when it is needed
    void Promise.allSettled([import('./compose')]);
  }

  /** Shows a chart; one that came before it and is not drawn yet never will be. */
  show(chart: Chart): Promise<void> {
    this.chart = chart;
    this.header.update(chart);
    this.verdict.update(chart.verdict ?? undefined);
    this.updateKeys(chart);
    this.picture.setAttribute('aria-label', chart.description);
    // known before the draw, so that nothing below the chart moves
    this.picture.style.height = `${chart.figure.layout.height}px`;
    // a closer look stays until its next frame is there
    return this.closer.update(chart, this.view) ? Promise.resolve() : this.plot.request();
  }

  /** Draws again, in the theme of the moment. */
  repaint(): void {
    void this.plot.request();
  }

  /** Draws what could not be drawn before, if there is something. */
  refresh(): void {
    this.plot.refresh();
  }

  /** Shows the hover of a step that another chart of the page is pointed at. */
  follow(step: number | undefined): void {
    const perStep = this.drawn?.perStep;
    const { top, bottom } = this.picture.getBoundingClientRect();
    if (!perStep || bottom < 0 || top > window.innerHeight) {
      return;
    }
    this.plot.hoverAt(step === undefined ? undefined : step * perStep);
  }

  dispose(): void {
    this.unlink();
    this.closer.dispose();
    this.plot.dispose();
  }

  private updateKeys(chart: Chart): void {
    const { hidden } = this.view;
    this.table.update(chart.table ?? undefined, hidden);
    this.keys.update(chart.figure, hidden, !chart.table);
  }

  private look(change: Partial<View>): void {
    this.view = { ...this.view, ...change };
    if (this.chart) {
      this.updateKeys(this.chart);
      this.closer.update(this.chart, this.view);
    }
    void this.plot.request();
  }

  /** Changes scale, unit or smoothing; a zoom along an axis that changes is given up. */
  private choose(choice: View['choice']): void {
    const { ranges, revision } = this.view;
    const gone = [...(choice.unit ? ['xaxis'] : []), ...(choice.loss ? ['yaxis'] : [])];
    const kept = Object.entries(ranges).filter(([axis]) => !gone.includes(axis));
    this.look({
      choice: { ...this.view.choice, ...choice },
      ranges: Object.fromEntries(kept),
      revision: gone.length > 0 ? revision + 1 : revision,
    });
  }

  private reset(): void {
    this.look({ ranges: {}, revision: this.view.revision + 1 });
  }

  private async save(format: Format): Promise<void> {
    const { drawn } = this;
    if (!drawn) {
      return;
    }
    try {
      const [{ saveChart }, { chosen }] = await Promise.all([
        import('./save'),
        import('./compose'),
      ]);
      const figure = chosen(drawn.shown.figure, this.view.choice);
      await saveChart(format, { ...drawn.chart, figure }, drawn.figure);
    } catch {
      this.events.notSaved();
    }
  }

  private async compose(width: number): Promise<PaintedFigure | undefined> {
    // on the first draw: the library is not needed to start JupyterLab
    const { compose, toolbarState, unitsPerStep } = await import('./compose');
    const { chart, view } = this;
    if (!chart) {
      return undefined;
    }
    this.toolbar.update(toolbarState(chart, view));
    const shown = this.closer.chartFor(chart, view);
    const figure = compose(shown.figure, view, width);
    this.drawn = { chart, shown, figure, perStep: unitsPerStep(chart, view) };
    return figure;
  }

  /** Everything but the plot is as it will be. */
  private async drawSketch(width: number): Promise<void> {
    const { compose, pictureOf, toolbarState } = await import('./compose');
    const { chart, view } = this;
    if (chart) {
      this.toolbar.update(toolbarState(chart, view));
      this.paintKeys(compose(chart.figure, view, width));
      await this.sketch.show(pictureOf(chart, width));
    }
  }

  private paintKeys(figure: PaintedFigure): void {
    this.keys.paint(figure);
    this.table.paint(figure);
  }

  private hovered(hover: HoverEvent | undefined): void {
    const [point] = hover?.points ?? [];
    const { perStep } = this.drawn ?? {};
    tell(this, point && perStep ? point.x / perStep : undefined);
  }

  /** Arrows move along the curve, plus and minus zoom there, 0 shows the whole chart. */
  private onKey(event: KeyboardEvent): void {
    const layout = this.plot.node.layout ?? {};
    const to = moved(placesOf(this.plot.node.calcdata ?? []), this.cursor, event.key);
    const ranges = zoomedBy(event.key, layout, this.cursor);
    if (to !== undefined) {
      this.point(to);
    } else if (ranges) {
      this.look({ ranges: { ...this.view.ranges, ...ranges } });
    } else if (event.key === '0' || event.key === 'Escape') {
      this.point(undefined);
      this.reset();
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  private point(place: number | undefined): void {
    this.cursor = place;
    this.plot.hoverAt(place);
    // Plotly shows at most twenty boxes a second
    setTimeout(() => {
      const hover = place === this.cursor && place !== undefined ? this.plot.hover : undefined;
      const { title } = (this.drawn?.figure.layout.xaxis ?? {}) as { title?: { text?: string } };
      setText(this.aloud, hover ? spoken(title?.text ?? '', hover) : '');
      this.hovered(hover);
    }, HOVER_PAUSE);
  }

  private readonly closer: Closer;
  private readonly toolbar: Toolbar;
  private readonly header: Header;
  private readonly keys: Keys;
  private readonly table: ChartTable;
  private readonly verdict = new VerdictLine();
  private readonly picture = part('div', 'plot');
  private readonly aloud = part('div', 'aloud');
  private readonly unlink: () => void;
  private readonly sketch = new Sketch(this.picture);
  private readonly plot = new Plot({
    sketch: (width) => this.drawSketch(width),
    compose: (width) => this.compose(width),
    drawn: () => {
      this.sketch.remove();
      if (this.drawn) {
        this.paintKeys(this.drawn.figure);
        this.events.drawn(this.drawn.chart);
      }
    },
    failed: (error) => this.events.failed(error),
    zoomed: (change, layout) =>
      this.look({ ranges: rangesAfter(this.view.ranges, change, layout) }),
    reset: () => this.reset(),
    hovered: (hover) => this.hovered(hover),
  });
  private view: View = { hidden: new Set(), choice: {}, ranges: {}, revision: 1 };
  private chart: Chart | undefined;
  private drawn: Drawn | undefined;
  private cursor: number | undefined;
}
