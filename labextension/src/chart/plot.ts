import {
  type HoverEvent,
  loadPlotly,
  type PaintedFigure,
  type Plotly,
  type PlotlyNode,
  plotlyIsLoaded,
} from '../plotly';

/** What a {@link Plot} asks of its owner. */
export interface PlotOwner {
  /** Shows something to look at, for a width in px, until Plotly is there; it may fail. */
  sketch(width: number): Promise<void>;
  /** The figure of this moment for a width in px; asked right before each draw. */
  compose(width: number): Promise<PaintedFigure | undefined>;
  /** A draw has ended: what `compose` gave last is on the screen. */
  drawn(): void;
  /** Plotly could not be loaded, or it refused the figure. */
  failed(error: unknown): void;
  /** The reader has zoomed or moved the chart: the attributes that changed, and the layout now. */
  zoomed(
    change: Readonly<Record<string, unknown>>,
    layout: Readonly<Record<string, unknown>>,
  ): void;
  /** A double click asks for the whole chart. */
  reset(): void;
  /** The reader points at the chart, with a hand or with keys; nothing when no longer. */
  hovered(hover: HoverEvent | undefined): void;
}

// the buttons above the chart replace the mode bar; our double click resets zoom in both panels
const CONFIG = { displayModeBar: false, doubleClick: false, responsive: false, showTips: false };

/**
 * The node Plotly draws into.
 *
 * Requests that arrive while Plotly loads, while a draw runs, while the node has no width or while
 * the reader drags are merged into one later draw, so the newest frame is always drawn in the end.
 */
export class Plot {
  readonly node: PlotlyNode = document.createElement('div');

  constructor(private readonly owner: PlotOwner) {
    this.resized.observe(this.node);
    for (const event of ['mousedown', 'touchstart']) {
      this.node.addEventListener(event, this.hold, { passive: true });
    }
    for (const event of ['mouseup', 'touchend', 'touchcancel']) {
      window.addEventListener(event, this.release);
    }
  }

  /**
   * Draws soon.
   *
   * @returns A promise that ends with the draw, or at once when nothing can be drawn now.
   */
  request(): Promise<void> {
    this.wanted = true;
    if (!this.canDraw) {
      return Promise.resolve();
    }
    this.running ??= this.run();
    return this.running;
  }

  /** Draws if a request had to wait or the width has changed. */
  refresh(): void {
    if (this.wanted || this.node.clientWidth !== this.width) {
      void this.request();
    }
  }

  /** What the hover box says now. */
  get hover(): HoverEvent | undefined {
    const points = this.node._hoverdata;
    return points && { points };
  }

  /** Shows the hover box at a place of the x axis, or none; Plotly tells nobody of it. */
  hoverAt(place: number | undefined): void {
    if (!this.plotly || !this.listening || this.held || this.running) {
      return;
    }
    if (place === undefined) {
      this.plotly.Fx.unhover(this.node);
    } else {
      this.plotly.Fx.hover(this.node, { xval: place }, 'xy');
    }
  }

  dispose(): void {
    if (this.disposed) {
      return;
    }
    this.disposed = true;
    this.resized.disconnect();
    for (const event of ['mouseup', 'touchend', 'touchcancel']) {
      window.removeEventListener(event, this.release);
    }
    this.plotly?.purge(this.node);
  }

  private get canDraw(): boolean {
    return !this.disposed && !this.held && this.node.clientWidth > 0;
  }

  private async run(): Promise<void> {
    try {
      if (!this.plotly) {
        await this.sketch();
        this.plotly = await loadPlotly();
      }
      const { plotly } = this;
      while (this.wanted && this.canDraw) {
        this.wanted = false;
        await this.draw(plotly).catch((error: unknown) => this.fail(plotly, error));
      }
    } catch (error) {
      this.owner.failed(error);
    } finally {
      this.running = undefined;
    }
  }

  /** Plotly keeps the page busy while it starts: what can be seen before is drawn before. */
  private async sketch(): Promise<void> {
    if (!plotlyIsLoaded()) {
      // a figure too odd for it may be drawn all the same
      await this.owner.sketch(this.node.clientWidth).catch(() => undefined);
    }
  }

  /** Cleans up after a figure Plotly refused; a newer one that waits may be drawn still. */
  private fail(plotly: Plotly, error: unknown): void {
    plotly.purge(this.node);
    this.listening = false;
    if (!this.wanted) {
      this.owner.failed(error);
    }
  }

  private async draw(plotly: Plotly): Promise<void> {
    this.width = this.node.clientWidth;
    const figure = await this.owner.compose(this.width);
    if (!figure || this.disposed) {
      return;
    }
    await plotly.react(this.node, figure.data, figure.layout, CONFIG);
    this.listen();
    if (!this.disposed) {
      this.owner.drawn();
    }
  }

  /** Plotly brings `on` with the first draw. */
  private listen(): void {
    if (!this.listening) {
      this.listening = true;
      this.node.on?.('plotly_doubleclick', () => this.owner.reset());
      this.node.on?.('plotly_hover', (hover) => this.owner.hovered(hover));
      this.node.on?.('plotly_unhover', () => this.owner.hovered(undefined));
      this.node.on?.('plotly_relayout', (change) => {
        this.owner.zoomed(change, this.node.layout ?? {});
      });
    }
  }

  // a redraw in the middle of a drag would end it
  private readonly hold = (): void => {
    this.held = true;
  };

  private readonly release = (): void => {
    if (this.held) {
      this.held = false;
      // after Plotly has dealt with the end of the drag
      setTimeout(() => this.refresh());
    }
  };

  private readonly resized = new ResizeObserver(() => this.refresh());

  private plotly: Plotly | undefined;
  private running: Promise<void> | undefined;
  private width = 0;
  private wanted = false;
  private held = false;
  private listening = false;
  private disposed = false;
}
