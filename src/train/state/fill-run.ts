import { fromSpec, type Schedule } from '../../schedule';
import { changeOf } from '../course';
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
  run.resumedAt.push(...contents.resumed);
  if (contents.steered.length > 0) steerAgain(run, contents);
  run.trainSeconds = contents.training;
  run.elapsedSeconds = contents.elapsed;
}

/** Gives a run the schedule it was begun with and what it was steered to. */
function steerAgain(run: Run, { schedule, steered }: RunLogContents): void {
  const read = (spec: unknown): Schedule => fromSpec(spec).withPlan(run.plan) as Schedule;
  // whoever resumes may have given the schedule it was steered to last
  run.schedule = read(schedule);
  run.steer(steered.map(({ step, settings }) => changeOf(step, read(settings.schedule))));
}
