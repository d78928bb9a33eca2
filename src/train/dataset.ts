import type { Batch, Source } from './batches';
import { exampleCount } from './batches';
import { dispose, isTensor, type Tensors } from './tf';
import { STOPPED, unlessStopped } from './waiting';

/** Examples and targets, one batch of them. */
export type DatasetElement =
  | { readonly xs: Tensors; readonly ys: Tensors }
  | readonly [xs: Tensors, ys: Tensors];

/** What gives one batch after another; an iterator of `tf.data` need not be an iterable. */
interface BatchIterator {
  next(): PromiseLike<IteratorResult<DatasetElement>> | IteratorResult<DatasetElement>;
  return?(): unknown;
}

/**
 * Batches to train on: a `tf.data.Dataset` that was batched, an iterable or async iterable of
 * `{ xs, ys }` or `[xs, ys]`, or a function that makes one for each epoch. Tensors of a list are kept,
 * all others are disposed of after their update, as `fitDataset` does.
 */
export type Dataset =
  | { iterator(): PromiseLike<BatchIterator>; readonly size?: number | null }
  | AsyncIterable<DatasetElement>
  | Iterable<DatasetElement>
  | (() => AsyncIterable<DatasetElement> | Iterable<DatasetElement>);

/** Whether something is a dataset; a pair of lists is taken for the inputs and the targets of a model. */
export function isDataset(value: unknown): value is Dataset {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null || isTensor(value)) return false;
  if (Array.isArray(value)) {
    const [first] = value as readonly unknown[];
    const named = typeof first === 'object' && first !== null && 'xs' in first;
    return named || (value.length !== 2 && Array.isArray(first));
  }
  return (
    typeof (value as { iterator?: unknown }).iterator === 'function' ||
    Symbol.asyncIterator in value ||
    Symbol.iterator in value
  );
}

/** Batches in an epoch, when the dataset says so. */
export function datasetSize(dataset: Dataset): number | undefined {
  if (Array.isArray(dataset)) return dataset.length;
  const { size } = dataset as { readonly size?: unknown };
  return typeof size === 'number' && size > 0 && Number.isFinite(size) ? size : undefined;
}

/** Batches of a dataset. */
export class DatasetSource implements Source {
  private readonly dataset: Dataset;
  private readonly perEpoch: number | undefined;
  private readonly signal: AbortSignal | undefined;
  private going: BatchIterator | undefined;
  /** Epochs that were begun. */
  private begun = 0;

  /** @param perEpoch Batches of an epoch; the dataset goes on where it was in the next one. Left out, an epoch is all of it. */
  constructor(dataset: Dataset, perEpoch: number | undefined, signal?: AbortSignal) {
    this.dataset = dataset;
    this.perEpoch = perEpoch;
    this.signal = signal;
  }

  async *epoch(epoch: number, first: number): AsyncGenerator<Batch> {
    // a run that goes on begins with a later one: a shuffle draws a seed for each
    for (; this.begun < epoch; this.begun++) await this.pass();
    this.begun = epoch + 1;
    for await (const [index, batch] of this.batches()) {
      if (index >= first) yield batch;
      else batch.release();
    }
  }

  /** Takes what an epoch would have taken. */
  private async pass(): Promise<void> {
    if (this.perEpoch === undefined) {
      this.going = await this.begin();
      this.close();
      return;
    }
    for await (const [, batch] of this.batches()) batch.release();
  }

  /** The batches of one epoch, numbered. */
  private async *batches(): AsyncGenerator<[index: number, batch: Batch]> {
    const { perEpoch } = this;
    this.going ??= await this.begin();
    for (let index = 0; perEpoch === undefined || index < perEpoch; index++) {
      let element = await this.next();
      if (element === undefined && perEpoch !== undefined) {
        // it ended within an epoch: an epoch goes on with its beginning
        this.going = await this.begin();
        element = await this.next();
      }
      if (element === undefined) break;
      yield [index, batchOf(element, !Array.isArray(this.dataset))];
    }
    if (perEpoch === undefined) this.going = undefined;
  }

  /** Lets go of what was not read to its end. */
  close(): void {
    const { going } = this;
    this.going = undefined;
    try {
      // a generator that waits for ever would never return
      void Promise.resolve(going?.return?.()).catch(() => {});
    } catch {
      // nothing is asked of it any more
    }
  }

  private async next(): Promise<DatasetElement | undefined> {
    const result = await unlessStopped(
      Promise.resolve((this.going as BatchIterator).next()),
      this.signal,
    );
    if (result === STOPPED || (result.done && result.value === undefined)) return undefined;
    return result.done ? undefined : result.value;
  }

  private async begin(): Promise<BatchIterator> {
    const { dataset } = this;
    if (typeof (dataset as { iterator?: unknown }).iterator === 'function') {
      return (dataset as { iterator(): PromiseLike<BatchIterator> }).iterator();
    }
    const iterable = typeof dataset === 'function' ? dataset() : dataset;
    const async = (iterable as AsyncIterable<DatasetElement>)[Symbol.asyncIterator];
    return async ? async.call(iterable) : (iterable as Iterable<DatasetElement>)[Symbol.iterator]();
  }
}

function batchOf(element: DatasetElement, owned: boolean): Batch {
  const { xs, ys } = Array.isArray(element)
    ? { xs: element[0], ys: element[1] }
    : ((element ?? {}) as { xs: Tensors; ys: Tensors });
  if (xs === undefined || ys === undefined) {
    throw new TypeError(
      'Cannot train: every element of the dataset must be { xs, ys } or [xs, ys], one batch of tensors each; batch a tf.data dataset with .batch(32)',
    );
  }
  return { x: xs, y: ys, size: exampleCount(xs, ys), release: () => owned && dispose(xs, ys) };
}
