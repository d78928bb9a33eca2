import { messageOf } from './callbacks';
import type { Run } from './run';
import type { Training } from './training';
import { Turns } from './turns';

/** A training that something outside of it ended. What it did so far is in `run`. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
  readonly run: Run;

  constructor(run: Run, cause: unknown) {
    super(`Training failed at step ${run.steps}: ${messageOf(cause)}`, { cause });
    this.run = run;
  }
}

/**
 * Trains to the end of the plan, or until something ends it before.
 *
 * @returns The run; also when it was stopped, interrupted or diverged.
 * @throws TrainingError when a callback, the data or an update threw: tidied up, with the run so far.
 */
export async function drive(training: Training): Promise<Run> {
  const { run, setup } = training;
  const turns = new Turns(() => training.turn());
  try {
    // an earlier state is put back before anything looks at where the run stands
    await training.observed('begin');
    await training.begin();
    while (training.epoch < setup.epochs && training.goesOn()) {
      await trainEpoch(training, turns);
      // an interrupted epoch is not one that was done
      if (!training.goesOn()) break;
      const means = await validate(training, turns);
      if (training.goesOn()) await training.endEpoch(means);
    }
    run.end('finished');
    // before the best weights are put back: a run that goes on has the last ones
    await training.observed('end');
    training.release();
    await training.callbacks.call('onTrainEnd', {});
    training.turn();
    return run;
  } catch (error) {
    run.status = 'running';
    run.end('failed', messageOf(error));
    throw new TrainingError(run, error);
  } finally {
    training.release();
    if (run.status === 'failed') lastTurn(training);
  }
}

/** Shows how it failed; who watches may be the very one that threw. */
function lastTurn(training: Training): void {
  try {
    training.turn();
  } catch {
    // the error that ended the training says more
  }
}

async function trainEpoch(training: Training, turns: Turns): Promise<void> {
  const { callbacks, setup, run, epoch } = training;
  if (training.batch === 0) await callbacks.call('onEpochBegin', epoch, {});
  for await (const batch of setup.source.epoch(epoch, training.batch)) {
    if (!training.goesOn()) {
      batch.release();
      break;
    }
    await training.learn(batch);
    await turns.take(() => callbacks.yielded(epoch, training.batch, {}));
  }
  if (!training.goesOn()) return;
  await training.finishUpdate();
  if (training.batch === 0) {
    throw new RangeError('the dataset gave no batch in this epoch');
  }
  // only now it is known how long an epoch is
  if (run.plan.stepsPerEpoch === undefined && run.plan.examples === undefined) {
    run.plan = { ...run.plan, stepsPerEpoch: Math.max(1, Math.round(run.steps / (epoch + 1))) };
  }
}

/** @returns Means over the validation examples; none when there are no such, or it was stopped. */
async function validate(training: Training, turns: Turns): Promise<readonly number[] | undefined> {
  const { setup, progress } = training;
  if (!setup.validate) return undefined;
  // the updates before it have their own pace
  progress.update();
  let means: readonly number[] | undefined;
  let begun = performance.now();
  for await (means of setup.validate()) {
    await turns.take(() => {
      progress.validated((performance.now() - begun) / 1000);
      begun = performance.now();
    });
    if (!training.goesOn()) return undefined;
  }
  progress.validated((performance.now() - begun) / 1000);
  progress.validatedWhole();
  return means;
}
