import type { Batch, Source } from './batches';
import type { TrainingOptions } from './options';
import type { Rates } from './rates';
import type { Run } from './run';
import type { Model, Optimizer } from './tf';
import type { Training } from './training';

/** Where in a run a batch is. */
export interface Position {
  /** Update that the batch belongs to. */
  readonly step: number;
  readonly epoch: number;
  /** Within the epoch. */
  readonly batch: number;
  /** Hyper-parameters of the update, as they will really be used. */
  readonly lr: number;
  readonly momentum: number | undefined;
  readonly weightDecay: number | undefined;
}

/** Trains on a batch. @returns The loss before the update, and the metrics; nothing when it was told to stop. */
export type Learn = (batch: Batch, at: Position) => Promise<readonly number[] | undefined>;

/** What sees a training from outside. All but `turn` may be waited for. */
export interface Observer {
  /** Before the first update: everything is checked, and `restore` may put an earlier state back. */
  begin?(training: Training): void | Promise<void>;
  /** Before each update, while its rates are not set: it had better be quick. */
  updating?(training: Training): void | Promise<void>;
  /** After each update: it had better be quick. */
  updated?(training: Training): void | Promise<void>;
  /** After the run was steered to another schedule, before the first update that uses it. */
  changed?(training: Training): void | Promise<void>;
  /** Whenever the driver returns to the event loop, about fifty times a second at most. */
  turn?(run: Run): void;
  /** After the last update, whichever way it ended. */
  end?(training: Training): void | Promise<void>;
}

/** What a training is made of. */
export interface Setup {
  readonly run: Run;
  readonly rates: Rates;
  readonly source: Source;
  readonly learn: Learn;
  readonly options: TrainingOptions;
  readonly model?: Model | undefined;
  readonly optimizer?: Optimizer | undefined;
  /** Names of the loss and the metrics, in the order of what `learn` gives; left out, the first result tells. */
  readonly metrics?: readonly string[] | undefined;
  /** Epochs of the whole run. */
  readonly epochs: number;
  /** Gives the means so far after each batch, in the same order. */
  readonly validate?: (() => AsyncGenerator<readonly number[]>) | undefined;
  readonly warnings: readonly string[];
  readonly observers: readonly Observer[];
}
