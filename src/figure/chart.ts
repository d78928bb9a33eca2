/** A column of numbers as Plotly reads it: little-endian bytes in base64. */
export interface EncodedColumn {
  readonly dtype: 'f8' | 'f4' | 'i4' | 'u2';
  readonly bdata: string;
}

/** Numbers of a trace: encoded, or written out when they are few. */
export type Column = EncodedColumn | readonly (number | null)[];

/** A Plotly scatter trace without colours: `meta.role` says what it shows, a theme how it looks. */
export interface Trace {
  readonly type: 'scatter';
  readonly name: string;
  readonly meta: {
    readonly role: string;
    /** Where the points stand when the x axis counts another unit: a factor, or every place. */
    readonly places?: Readonly<Record<string, number | Column>>;
    /** Index of the schedule it draws in the `specs` of the figure. */
    readonly curve?: number;
    /** Of a smoothed loss: means of the losses since the point before, to smooth anew from. */
    readonly mean?: Column;
  };
  readonly y: Column;
  /** Steps; left out when they are evenly spaced, see `x0` and `dx`. */
  readonly x?: Column;
  readonly x0?: number;
  readonly dx?: number;
  readonly [attribute: string]: unknown;
}

/**
 * A shape or an annotation without colours: `name` is its role.
 *
 * `short`, `until`, `room`, `below` and `of` are ours and ignored by Plotly; {@link fitWidth} and {@link adjust} read them.
 */
export interface Mark {
  readonly name: string;
  /** The text of an annotation on a narrow chart; an empty text leaves it out. */
  readonly short?: string;
  /** Where the room of a phase name ends, on the x axis. */
  readonly until?: number;
  /** A label at the end of a line: px it needs below it; labels with room are moved apart. */
  readonly room?: number;
  /** A second line of the label before it: px below that. */
  readonly below?: number;
  /** `uid` of the trace whose last point it names. */
  readonly of?: string;
  readonly [attribute: string]: unknown;
}

/** A Plotly figure as plain JSON that names roles instead of colours; `paint` gives it a theme. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: {
    readonly height: number;
    readonly shapes?: readonly Mark[];
    readonly annotations?: readonly Mark[];
    readonly [attribute: string]: unknown;
  };
}

/** How a run stands: the word is for people, the kind for a theme. */
export interface Status {
  readonly word: string;
  readonly kind: 'running' | 'done' | 'stopped' | 'failed' | 'doubtful';
}

/** One `label value` pair of the line above a chart; a value that says its own unit has an empty label. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A cell of a table: a text, or a text with a second line or a small picture that shows the same. */
export type Cell =
  | string
  | {
      readonly text: string;
      /** A second, quieter line. */
      readonly note?: string;
      /** A bar of this share of its room, 0 to 1. */
      readonly share?: number;
      /** A dot for each value and a stroke at the median, on a scale that a column shares. */
      readonly dots?: {
        readonly values: readonly number[];
        readonly median: number;
        readonly range: readonly [low: number, high: number];
      };
    };

/** A column of a table. */
export interface TableColumn {
  readonly title: string;
  /** A second, quieter line of the heading. */
  readonly note?: string;
  readonly align: 'start' | 'end';
}

/** A table under a chart; `role` in a row names the trace it belongs to. */
export interface Table {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly { readonly role?: string; readonly cells: readonly Cell[] }[];
}

/** What a chart comes to: a few words, and the sentence that says how far they go. */
export interface ChartVerdict {
  readonly head: string;
  readonly text: string;
}

/**
 * The text of a cell.
 *
 * @example
 * assert.equal(cellText({ text: '0.05', note: '3 of 4 runs' }), '0.05');
 */
export function cellText(cell: Cell | undefined): string {
  return (typeof cell === 'string' ? cell : cell?.text) ?? '';
}

/** What travels in `application/vnd.anneal.chart.v1+json`: plain JSON, never HTML. */
export interface Chart {
  readonly version: 1;
  readonly title: string;
  readonly subtitle?: string;
  readonly status?: Status;
  /** Share of the plan that has run, 0 to 1. */
  readonly progress?: number;
  readonly facts?: readonly Fact[];
  readonly figure: Figure;
  readonly verdict?: ChartVerdict;
  readonly table?: Table;
  /** What the kernel that drew it knows its data by: a front end may ask for a closer look, while that kernel runs. */
  readonly source?: string;
  /** What the chart shows, in two sentences at most: for screen readers and plain-text front ends. */
  readonly description: string;
}

/** MIME type of a {@link Chart}. */
export const CHART_MIME = 'application/vnd.anneal.chart.v1+json';
