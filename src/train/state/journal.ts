import { randomUUID } from 'node:crypto';
import type { Run } from '../run';
import { type Model, type Optimizer, type Tensor, tensorFlowOf } from '../tf';
import type { Training } from '../training';
import type { Observer, Setup } from '../training-setup';
import type { TrainingState } from '../training-state';
import type { Checkpoint } from './checkpoint-file';
import { CheckpointWriter } from './checkpoint-writer';
import { type Interval, intervalOf } from './every';
import { fillRun } from './fill-run';
import { type CheckedLogOptions, checkpointOf } from './log-options';
import { machineFacts } from './machine';
import { checkWeights, readModel, restoreModel } from './model-state';
import { type OpenLog, openLog, type Past, type RunFacts } from './open-log';
import { checkOptimizer, readOptimizer, restoreOptimizer } from './optimizer-state';
import { RUN_LOG_VERSION, type RunSettings } from './run-log-format';
import { RunLogRecorder } from './run-log-recorder';
import { makerOf } from './tensors';
import { VERSION } from './version';

const DEFAULT_EVERY = '30s';

/** A log that is open, and what is known of it. */
interface Opened extends OpenLog {
  readonly file: string;
  readonly facts: RunFacts;
  /** How often a checkpoint is written, if at all. */
  readonly interval: Interval | undefined;
}

/** A log that is being written. */
interface Writing {
  readonly id: string;
  readonly recorder: RunLogRecorder;
  readonly checkpoints: CheckpointWriter | undefined;
}

/**
 * Writes a run to the disk while it is trained, and takes it up where its last checkpoint was taken.
 * Open it before the training begins, and close it in any case.
 */
export class Journal implements Observer {
  private readonly opened: Opened;
  private writing: Writing | undefined;

  private constructor(opened: Opened) {
    this.opened = opened;
  }

  /**
   * Opens a log. Neither the model nor a file is touched.
   *
   * @throws Error that names the file, when it cannot be written or its run cannot go on.
   */
  static async open(
    { log, checkpoint, accept }: CheckedLogOptions,
    settings: RunSettings,
    { run, setup }: Training,
  ): Promise<Journal> {
    const interval = checkpoint
      ? intervalOf(checkpoint.every ?? DEFAULT_EVERY, run.plan)
      : undefined;
    if (interval) checkKeepable(setup);
    const [weight] = setup.model?.getWeights() ?? [];
    const facts = { settings, machine: machineFacts(weight && tensorFlowOf(weight)) };
    const opened = await openLog(log, checkpointOf(log), facts, accept);
    try {
      if (opened.past) checkFits(log, keptOf(setup), opened.past.checkpoint);
    } catch (error) {
      opened.close();
      throw error;
    }
    return new Journal({ ...opened, file: log, facts, interval });
  }

  /**
   * Gives run, model and optimizer what they had, or begins the log and writes the first checkpoint:
   * there is one before anything can be lost.
   */
  async begin(training: Training): Promise<void> {
    const { past } = this.opened;
    if (past) this.takeUp(training, past);
    if (past?.ended) return;
    this.writing = this.write(training);
    if (past || !this.writing.checkpoints) return;
    await this.save(training, this.writing);
    await this.writing.checkpoints.settle();
  }

  /** After each update. @returns Nothing, mostly; else it must be waited for. */
  updated(training: Training): Promise<void> | undefined {
    const { writing } = this;
    if (!writing) return undefined;
    this.checkMine();
    const isDue = isSound(training.run) && writing.checkpoints?.due(training.run.steps);
    return isDue ? this.save(training, writing) : undefined;
  }

  /** After the run was steered: what the next update uses is in the log before it. */
  changed(): void {
    if (!this.writing) return;
    this.checkMine();
    this.writing.recorder.flush();
  }

  /** Whenever the driver returns to the event loop. */
  turn(): void {
    if (!this.writing) return;
    this.checkMine();
    this.writing.recorder.look();
  }

  /** After the last update, while the model still has the weights of that update. */
  async end(training: Training): Promise<void> {
    const { writing } = this;
    if (!writing) return;
    this.checkMine();
    if (isSound(training.run)) await this.save(training, writing);
    await writing.checkpoints?.settle();
    this.writing = undefined;
    writing.recorder.end();
    await this.opened.log.sync();
  }

  /** Lets go of the files. Of a run that failed it writes what there is, as far as that can be done. */
  async close(): Promise<void> {
    try {
      if (!this.writing || this.opened.isLost()) return;
      this.writing.recorder.end();
      await this.writing.checkpoints?.settle();
    } catch {
      // the error that ended the run says more
    } finally {
      this.opened.close();
    }
  }

  /** Begins to write: that the run goes on, or its first line. */
  private write({ run, setup }: Training): Writing {
    const { log, past, file, facts, interval } = this.opened;
    const id = past?.checkpoint.run ?? randomUUID();
    const now = new Date().toISOString();
    if (past) {
      const { moment } = past.checkpoint;
      run.resumedAt.push(moment.step);
      log.write({ kind: 'resume', ...moment, resumed: now, machine: facts.machine });
      if (Object.keys(past.changes).length > 0) {
        log.write({ kind: 'change', step: moment.step, settings: past.changes });
      }
      // void with the lines after the checkpoint, and still to come
      for (const { step, settings } of past.repeated) {
        log.write({ kind: 'change', step, settings, steered: true });
      }
    } else {
      const { title, plan } = run;
      const versions = { version: RUN_LOG_VERSION, id, anneal: VERSION, started: now };
      log.write({ kind: 'run', ...versions, title, plan, ...facts });
    }
    const newestIsGood = past?.isNewest ?? true;
    return {
      id,
      recorder: new RunLogRecorder(log, run, () => setup.rates.heard),
      checkpoints:
        interval &&
        new CheckpointWriter(checkpointOf(file), log, interval, run.steps, newestIsGood),
    };
  }

  private async save(training: Training, { id, recorder, checkpoints }: Writing): Promise<void> {
    const { run, setup } = training;
    await checkpoints?.save(() => {
      this.checkMine();
      recorder.flush();
      return {
        run: id,
        moment: {
          step: run.steps,
          lines: this.opened.log.lines,
          elapsed: run.elapsedSeconds,
          training: run.trainSeconds,
        },
        model: readModel(keptOf(setup).model),
        optimizer: readOptimizer(keptOf(setup).optimizer),
        driver: training.state,
      };
    });
  }

  /** Gives run, model, optimizer and driver what they had. */
  private takeUp(training: Training, past: Past): void {
    const { checkpoint, contents, ended } = past;
    const { model, optimizer } = keptOf(training.setup);
    const tf = makerOf(model.getWeights()[0] as Tensor);
    training.recallColumns([...contents.columns.keys()].slice(1));
    // data may have told more of it on the way
    if (Object.keys(past.changes).length === 0) training.run.plan = contents.plan;
    fillRun(training.run, contents);
    if (training.run.changes.length > 0) training.setup.rates.steer(training.run.course);
    restoreModel(tf, model, checkpoint.model);
    restoreOptimizer(tf, optimizer, checkpoint.optimizer);
    training.restore(checkpoint.driver as TrainingState);
    for (const warning of past.warnings) training.warn(warning);
    if (!ended) return;
    training.run.end(ended.status, ended.reason);
    training.warn(
      `${this.opened.file} holds this run to its end: nothing was trained, the model has its weights. Log another path to train again`,
    );
  }

  /** @throws Error when another fit has the log by now. */
  private checkMine(): void {
    const { isLost, file } = this.opened;
    if (!isLost()) return;
    throw new Error(`Cannot go on writing ${file}: another fit of this process took it over`);
  }
}

/** Whether a checkpoint is worth having: weights that are no numbers are not, nor those of a failure. */
function isSound({ status }: Run): boolean {
  return status !== 'diverged' && status !== 'failed';
}

/** What a checkpoint keeps. */
interface Kept {
  readonly model: Model;
  readonly optimizer: Optimizer;
}

/** What a checkpoint of a training keeps; {@link checkKeepable} has seen that it is there. */
function keptOf({ model, optimizer }: Setup): Kept {
  return { model: model as Model, optimizer: optimizer as Optimizer };
}

/** @throws TypeError unless a checkpoint is of such a model and such an optimizer. */
function checkFits(file: string, { model, optimizer }: Kept, checkpoint: Checkpoint): void {
  try {
    checkOptimizer(optimizer, checkpoint.optimizer);
    checkWeights(model, checkpoint.model);
  } catch (error) {
    throw new TypeError(`Cannot resume ${file}: ${(error as Error).message}`);
  }
}

/** @throws TypeError when a checkpoint would not hold all that the next update depends on. */
function checkKeepable({ model, optimizer }: Setup): void {
  if (!model || !optimizer) {
    const missing = model ? 'optimizer whose state' : 'model whose weights';
    throw new TypeError(
      `Cannot checkpoint: there is no ${missing} could be kept; give it, or checkpoint: false`,
    );
  }
  if ((model as { readonly stateful?: boolean }).stateful) {
    throw new TypeError(
      'Cannot checkpoint: the model has stateful layers, and what they carry from batch to batch is not kept; give checkpoint: false, or build them without stateful',
    );
  }
}
