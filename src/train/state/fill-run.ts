import type { Run } from '../run';
import type { RunLogContents } from './run-log-contents';
import { fromLogged } from './run-log-format';

/** Gives a run that has done nothing what its log says was done. */
export function fillRun(run: Run, contents: RunLogContents): void {
  const [rates = [], ...values] = contents.columns.values();
  for (const [step, rate] of rates.entries()) {
    run.recordUpdate(
      rate,
      values.map((column) => column[step] as number),
    );
  }
  for (const { epoch, step, values: logged } of contents.validation) {
    const { loss = Number.NaN, ...metrics } = Object.fromEntries(
      Object.entries(logged).map(([name, value]) => [name, fromLogged(value)]),
    );
    run.validation.push({ epoch, step, loss, metrics });
  }
  run.events.push(...contents.events.map(({ step, text }) => ({ step, text })));
  run.trainSeconds = contents.training;
  run.elapsedSeconds = contents.elapsed;
}
