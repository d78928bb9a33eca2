/** A trace with its colours, as far as this extension reads or writes it. */
export interface PaintedTrace {
  readonly meta?: { readonly role?: string };
  readonly line?: { readonly color?: string; readonly dash?: string };
  readonly marker?: { readonly color?: string };
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

/** A node Plotly may have drawn into: then it can be listened to and knows its layout. */
export interface PlotlyNode extends HTMLElement {
  readonly layout?: Readonly<Record<string, unknown>>;
  on?(event: 'plotly_doubleclick', listener: () => void): void;
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

/**
 * Plotly, fetched by the first chart that is drawn: 1.2 MB that a start without charts never pays.
 *
 * @returns The same promise each time; after a failed download the next call tries again.
 */
export function loadPlotly(): Promise<Plotly> {
  loading ??= import('plotly.js-basic-dist-min').then(
    (module) => module.default,
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}
