import { host } from '../display';
import type { Observer, Run } from '../train';
import { LiveChart } from './live-chart';

/**
 * Works while the run that comes of it draws itself in the cell, and ends tidily when the cell is interrupted.
 *
 * @param given Another signal that ends it.
 */
export function live<Result = Run>(
  given: AbortSignal | undefined,
  work: (signal: AbortSignal, observer: Observer) => Promise<Result>,
): Promise<Result> {
  const kernel = host();
  const chart = kernel.kind === 'none' ? undefined : new LiveChart();
  const stop = new AbortController();
  const signal = given ? AbortSignal.any([given, stop.signal]) : stop.signal;
  return kernel.interruptible(
    () => work(signal, { turn: (run) => chart?.update(run) }),
    () => stop.abort(),
  );
}
