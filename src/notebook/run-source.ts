import { type Comm, host } from '../display';
import { type Chart, closeRunChart, MOST_SMOOTHING, type RunLook } from '../figure';
import { Run } from '../train';
import { forget, reachable } from './channel';
import { viewOf } from './chart-of';

const ids = new WeakMap<Run, string>();
// nobody can look at a run any more whose last holder is gone
const gone = new FinalizationRegistry<string>(forget);

/** The chart of a run names where its reader can ask for a closer look; any other chart stays as it is. */
export function withSource(chart: Chart, thing: unknown): Chart {
  return thing instanceof Run && host().comms ? { ...chart, source: sourceOf(thing) } : chart;
}

function sourceOf(run: Run): string {
  const known = ids.get(run);
  if (known) return known;
  const held = new WeakRef(run);
  const id = reachable((comm) => answer(comm, held));
  ids.set(run, id);
  gone.register(run, id);
  return id;
}

/** What an output asks. */
interface Question {
  readonly part?: unknown;
  readonly smoothing?: unknown;
}

function answer(comm: Comm, held: WeakRef<Run>): void {
  comm.onMessage = ({ data }) => {
    const run = held.deref();
    if (run) comm.send({ chart: closeRunChart(viewOf(run), lookOf((data ?? {}) as Question)) });
    else comm.close();
  };
}

function lookOf({ part, smoothing }: Question): RunLook {
  const isNumber = (value: unknown): value is number => Number.isFinite(value);
  const ends = Array.isArray(part) && part.length === 2 && part.every(isNumber);
  return {
    ...(ends && { part: part as [number, number] }),
    ...(isNumber(smoothing) && { smoothing: Math.min(MOST_SMOOTHING, Math.max(0, smoothing)) }),
  };
}
