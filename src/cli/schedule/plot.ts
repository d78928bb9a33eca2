import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { scheduleChart, toSvg, toText } from '../../figure';
import { preview } from '../../schedule';
import { type Command, type Context, JSON_OPTION } from '../command';
import { Failure } from '../failure';
import { writeJson } from '../terminal/output';
import { READING, readRates, SCHEDULE_FILE } from './read';

/** Draws a schedule. */
export const plot: Command = {
  name: 'plot',
  about: 'draw a schedule as SVG',
  file: SCHEDULE_FILE,
  options: {
    svg: {
      type: 'string',
      value: 'file',
      about: 'where the SVG goes; standard output when left out',
    },
    ...READING,
    json: JSON_OPTION,
  },
  examples: [
    ['anneal plot file.lrs.json --svg out.svg', 'into a file'],
    ['anneal plot recipe.py --set initial_lr=0.1 > out.svg', 'through a pipe'],
  ],
  async run(values, context) {
    const { output } = context;
    const schedule = await readRates(values, context);
    const { schedule: drawn, ...axis } = preview(schedule);
    const chart = scheduleChart(drawn, axis);
    const svg = toSvg(chart);
    const file = typeof values.svg === 'string' && values.svg !== '-' ? values.svg : undefined;
    if (file !== undefined) write(file, svg, context);
    if (values.json)
      writeJson(output, { ...(file === undefined ? { svg } : { file }), text: toText(chart) });
    else output.write(file === undefined ? `${svg}\n` : `${toText(chart)}\n`);
    return 0;
  },
};

/** A file appears whole or not at all. */
function write(file: string, text: string, { machine }: Context): void {
  const path = resolve(machine.cwd, file);
  const partial = `${path}.${process.pid}.partial`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(partial, text);
    renameSync(partial, path);
  } catch (error) {
    throw new Failure(`Cannot write ${file}: ${(error as Error).message}`);
  }
}
