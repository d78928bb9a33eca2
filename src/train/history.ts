/** What was recorded at each update: columns of equal length, row i is update i. */
export interface History {
  /** 0-based update. */
  readonly step: Int32Array;
  /** Learning rate that the update used. */
  readonly lr: Float64Array;
  /** Loss of the batch, before the update. */
  readonly loss: Float32Array;
  /**
   * Metrics of the model by the names it was compiled with, such as `acc`, and whatever else moved or
   * was measured: `momentum`, `weightDecay`, `gradientNorm`. NaN where there is none.
   */
  readonly [column: string]: Int32Array | Float64Array | Float32Array;
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

type ColumnArray = Float64Array | Float32Array;

/** Columns that grow while a run goes on: 8 bytes a row for the rate, 4 for every other column. */
export class Recorder {
  private rows = 0;
  private capacity: number;
  private readonly expected: number;
  private readonly names: readonly string[];
  private readonly columns: ColumnArray[];

  /**
   * @param names Columns after `step` and `lr`, in the order of the values that `push` gets.
   * @param expected Rows of the whole run, when it is known: no more room than that is taken before it is needed.
   */
  constructor(names: readonly string[], expected = Number.POSITIVE_INFINITY) {
    this.expected = expected;
    this.capacity = Math.min(1024, expected);
    this.names = ['lr', ...names];
    this.columns = this.names.map((_, index) =>
      index === 0 ? new Float64Array(this.capacity) : new Float32Array(this.capacity),
    );
  }

  /** Records one update. */
  push(lr: number, values: readonly number[]): void {
    if (this.rows === this.capacity) this.grow();
    const row = this.rows++;
    (this.columns[0] as ColumnArray)[row] = lr;
    for (let index = 1; index < this.columns.length; index++) {
      (this.columns[index] as ColumnArray)[row] = values[index - 1] as number;
    }
  }

  /** What was recorded so far: views of the columns, not copies; `step` is made when it is asked for. */
  history(): History {
    const { rows } = this;
    const history = Object.defineProperty({}, 'step', {
      get: () => Int32Array.from({ length: rows }, (_, row) => row),
      enumerable: true,
    });
    for (const [index, name] of this.names.entries()) {
      const value = (this.columns[index] as ColumnArray).subarray(0, rows);
      Object.defineProperty(history, name, { value, enumerable: true });
    }
    return history as History;
  }

  /** Bytes that are held. */
  get bytes(): number {
    return this.columns.reduce((sum, column) => sum + column.byteLength, 0);
  }

  private grow(): void {
    const double = 2 * this.capacity;
    this.capacity = this.capacity < this.expected ? Math.min(double, this.expected) : double;
    for (const [index, old] of this.columns.entries()) {
      const larger = new (old.constructor as new (length: number) => ColumnArray)(this.capacity);
      larger.set(old);
      this.columns[index] = larger;
    }
  }
}
