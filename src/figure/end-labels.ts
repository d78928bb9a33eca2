import type { Mark } from './chart';
import { labelWidth } from './labels';
import { type Margin, margin } from './layout';
import { cleanText, plotlyText } from './text';

/** What stands beside the end of a line. */
export interface LineEnd {
  readonly label: string;
  /** The last value, as it is written. */
  readonly value: string;
  readonly role: string;
  /** Uid of the line, when the label shall hide with it. */
  readonly of?: string;
  /** Place of the end on the axes. */
  readonly x: number;
  readonly y: number;
}

// letters of a name; the table below has the whole
const LONGEST = 18;
// px from the end of a line to its label
const LEADER = 22;

const nameOf = (label: string): string => `<b>${plotlyText(cleanText(label, LONGEST))}</b>`;

/** Names and last values beside the ends of lines, 18 px apart, with leaders where pushed. */
export function endLabels(ends: readonly LineEnd[]): Mark[] {
  return ends.map(({ label, value, role, of, x, y }) => ({
    name: `label.${role}`,
    text: `${nameOf(label)}  ${value}`,
    short: '',
    ...(of !== undefined && { of }),
    room: 18,
    ...{ x, y, xref: 'x', yref: 'y' },
    ...{ showarrow: true, ax: LEADER, ay: 0, xanchor: 'left', yanchor: 'middle', standoff: 2 },
  }));
}

/** The margin of a plot with such labels: on the right as wide as the longest needs. */
export function marginBeside(ends: readonly LineEnd[]): Margin {
  const widths = ends.map(
    ({ label, value }) => labelWidth(nameOf(label)) + labelWidth(`  ${value}`),
  );
  return { ...margin, r: Math.ceil(LEADER + Math.max(...widths, 0) + 10) };
}
