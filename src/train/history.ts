/** What was recorded at each update: columns of equal length, row i is update i. */
export interface History {
  /** 0-based update. */
  readonly step: Int32Array;
  /** Learning rate that the update used. */
  readonly lr: Float64Array;
  /** Loss of the batch, before the update. */
  readonly loss: Float32Array;
  /** Metrics of the model by the names it was compiled with, such as `acc`. */
  readonly [metric: string]: Int32Array | Float64Array | Float32Array;
}

/** Loss and metrics over the validation examples, after an epoch. */
export interface Validation {
  /** Epochs done, from 1. */
  readonly epoch: number;
  /** Updates done. */
  readonly step: number;
  readonly loss: number;
  readonly metrics: Readonly<Record<string, number>>;
}

type ColumnArray = Int32Array | Float64Array | Float32Array;

/** Columns that grow while a run goes on: 4 bytes a value, 8 for the rate. */
export class Recorder {
  private length = 0;
  private capacity = 1024;
  private readonly columns: Map<string, ColumnArray>;
  private readonly names: readonly string[];

  /** @param names `loss` and the metrics, in the order of the values that `push` gets. */
  constructor(names: readonly string[]) {
    this.names = names;
    this.columns = new Map<string, ColumnArray>([
      ['step', new Int32Array(this.capacity)],
      ['lr', new Float64Array(this.capacity)],
      ...names.map((name) => [name, new Float32Array(this.capacity)] as const),
    ]);
  }

  /** Records one update. */
  push(lr: number, values: readonly number[]): void {
    if (this.length === this.capacity) this.grow();
    const row = this.length++;
    this.column('step')[row] = row;
    this.column('lr')[row] = lr;
    for (let index = 0; index < this.names.length; index++) {
      this.column(this.names[index] as string)[row] = values[index] as number;
    }
  }

  /** What was recorded so far: views of the columns, not copies. */
  history(): History {
    const views = [...this.columns].map(([name, column]) => [
      name,
      column.subarray(0, this.length),
    ]);
    return Object.fromEntries(views) as History;
  }

  private column(name: string): ColumnArray {
    return this.columns.get(name) as ColumnArray;
  }

  private grow(): void {
    this.capacity *= 2;
    for (const [name, old] of this.columns) {
      const larger = new (old.constructor as new (length: number) => ColumnArray)(this.capacity);
      larger.set(old);
      this.columns.set(name, larger);
    }
  }
}
