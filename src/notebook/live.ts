import { host } from '../display';
import type { RangeTest, Run } from '../train';
import { LiveChart } from './live-chart';

/**
 * Works while what comes of it draws itself in the cell, and ends tidily when the cell is interrupted.
 * Await it: only so does the stack of an error lead back to the cell.
 *
 * @param given Another signal that ends it.
 * @param work Calls `draw` whenever it returns to the event loop.
 */
export async function live<Result extends Run | RangeTest>(
  given: AbortSignal | undefined,
  work: (signal: AbortSignal, draw: (thing: Result) => void) => Promise<Result>,
): Promise<Result> {
  const kernel = host();
  const chart = kernel.kind === 'none' ? undefined : new LiveChart();
  const stop = new AbortController();
  const signal = given ? AbortSignal.any([given, stop.signal]) : stop.signal;
  return await kernel.interruptible(
    () => work(signal, (thing) => chart?.update(thing)),
    () => stop.abort(),
  );
}
