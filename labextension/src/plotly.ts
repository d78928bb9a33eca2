/** A trace with its colours, as far as this extension reads or writes it. */
export interface PaintedTrace {
  readonly meta?: { readonly role?: string };
  readonly line?: { readonly color?: string; readonly dash?: string };
  readonly name?: string;
  readonly mode?: string;
  readonly marker?: { readonly color?: string; readonly symbol?: string };
  readonly [attribute: string]: unknown;
}

/** An axis, as far as this extension reads or writes it. */
export interface Axis {
  readonly type?: string;
  readonly range?: readonly [number, number];
  readonly ticktext?: readonly string[];
  readonly [attribute: string]: unknown;
}

/** A layout as far as this extension reads or writes it. */
export interface PaintedLayout {
  readonly height: number;
  readonly width?: number;
  readonly margin?: { readonly t?: number; readonly [side: string]: number | undefined };
  readonly annotations?: readonly { readonly name?: string }[];
  readonly [attribute: string]: unknown;
}

/** What Plotly draws: traces and a layout with colours. */
export interface PaintedFigure {
  readonly data: readonly PaintedTrace[];
  readonly layout: PaintedLayout;
}

/** What Plotly says of a hover: the points in its box. */
export interface HoverEvent {
  readonly points: readonly {
    readonly x: number;
    readonly y: number;
    readonly data: { readonly name?: string };
  }[];
}

/** A node Plotly may have drawn into: then it can be listened to and knows its layout. */
export interface PlotlyNode extends HTMLElement {
  readonly layout?: Readonly<Record<string, unknown>>;
  /** The points of each trace, decoded. */
  readonly calcdata?: readonly (readonly { readonly x?: number }[])[];
  /** The points in the hover box. */
  readonly _hoverdata?: HoverEvent['points'];
  on?(event: 'plotly_doubleclick' | 'plotly_unhover', listener: () => void): void;
  on?(event: 'plotly_hover', listener: (hover: HoverEvent) => void): void;
  on?(
    event: 'plotly_relayout',
    listener: (change: Readonly<Record<string, unknown>>) => void,
  ): void;
}

/** The part of Plotly that this extension uses. */
export interface Plotly {
  react(
    node: PlotlyNode,
    data: readonly PaintedTrace[],
    layout: PaintedLayout,
    config: Readonly<Record<string, unknown>>,
  ): Promise<unknown>;
  purge(node: PlotlyNode): void;
  readonly Fx: {
    /** Shows the hover box at a place of the x axis. */
    hover(node: PlotlyNode, at: { readonly xval: number }, subplot: string): void;
    unhover(node: PlotlyNode): void;
  };
  downloadImage(
    figure: PaintedFigure,
    options: {
      readonly format: 'png';
      readonly width: number;
      readonly height: number;
      readonly scale: number;
      readonly filename: string;
    },
  ): Promise<unknown>;
}

let loading: Promise<Plotly> | undefined;
let loaded = false;

/** Whether {@link loadPlotly} has nothing left to fetch. */
export function plotlyIsLoaded(): boolean {
  return loaded;
}

/**
 * Plotly, fetched by the first chart that is drawn: 1.2 MB that a start without charts never pays.
 *
 * @returns The same promise each time; after a failed download the next call tries again.
 */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js-basic-dist-min').then(
    (module) => {
      loaded = true;
      return module.default;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
