import { drive } from '../drive';
import type { Run } from '../run';
import type { Training } from '../training';
import { Journal } from './journal';
import type { CheckedLogOptions } from './log-options';
import type { RunSettings } from './run-log-format';

/**
 * Trains to the end of the plan, or until something ends it before; with a log from where the log ends.
 *
 * @param logging Where it is logged, if it is.
 * @param settings What the numbers of the run depend on.
 * @throws Error that names the file, before the first update, when its run cannot go on; TrainingError as `drive`.
 */
export async function driveLogged(
  training: Training,
  logging: CheckedLogOptions | undefined,
  settings: () => RunSettings,
): Promise<Run> {
  if (!logging) return await drive(training);
  const journal = await Journal.open(logging, settings(), training);
  training.watchFirst(journal);
  try {
    return await drive(training);
  } finally {
    await journal.close();
  }
}
