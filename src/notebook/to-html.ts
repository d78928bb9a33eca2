import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Chart, toReport } from '../figure';
import { isFeedback, isSchedule } from '../schedule';
import { RangeTest, Run } from '../train';
import { chartOf, type Showable } from './chart-of';
import { type Comparison, comparisonChart } from './comparison';

/**
 * Writes a report to send to somebody: one HTML file of runs, schedules, range tests and comparisons that needs neither
 * a network nor a notebook.
 *
 * A list, or an object whose keys are names, is drawn as `compare` draws it. The file is complete or not there.
 *
 * @param file Path of the file; one that exists is replaced.
 * @returns Its absolute path.
 * @throws TypeError when there is nothing to report, or something that can be neither shown nor compared.
 * @example
 * toHTML('report.html', run, { cosine: [runA, runB, runC], step: [runD, runE, runF] });
 */
export function toHTML(file: string, ...things: readonly (Showable | Comparison)[]): string {
  if (typeof file !== 'string' || file === '') {
    throw new TypeError(`Cannot write a report: file must be a path, got ${typeof file}`);
  }
  if (things.length === 0) {
    throw new TypeError('Cannot write a report: give at least one run, schedule or comparison');
  }
  const charts = things.map(chartOfAny);
  const title = charts.map((chart) => chart.title).join(', ');
  const path = resolve(file);
  const part = `${path}.${process.pid}.part`;
  try {
    writeFileSync(part, toReport(charts, title));
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
  return path;
}

function chartOfAny(thing: Showable | Comparison): Chart {
  const single =
    isSchedule(thing) || isFeedback(thing) || thing instanceof Run || thing instanceof RangeTest;
  return single ? chartOf(thing) : comparisonChart([thing]);
}
