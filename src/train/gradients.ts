import { withRandom } from './random';
import { type NamedGradients, type Optimizer, type Tensor, tensorFlowOf } from './tf';

/** What is done to gradients between their computation and the update. */
export interface GradientWork {
  /** Largest norm of all gradients together; larger ones are scaled down to it. */
  readonly clipNorm?: number | undefined;
  /** Whether gradients of several batches are averaged, until {@link Gradients.flush} applies them. */
  readonly accumulates?: boolean | undefined;
}

/** What the driver says of the batch and the update that come next. */
export interface NextUpdate {
  /** Where dropout and noise layers take their numbers; left alone when left out. */
  random?: (() => number) | undefined;
  /** Examples in the batch: its share in the average when gradients are accumulated. */
  examples: number;
  /** Share of the decayed weights that is taken off before the update: rate × weight decay. */
  shrink: number;
  /** Whether the norm of the gradients is wanted; reading it takes a moment. */
  measure: boolean;
}

type Entry = readonly [name: string, gradient: Tensor | null | undefined];

const owners = new WeakMap<Optimizer, Gradients>();

/**
 * Stands between an optimizer and whoever calls it, for as long as a training lasts: it gives layers
 * their random numbers, and clips, averages, decays and measures. Without such work the optimizer
 * gets the very gradients it would have had.
 */
export class Gradients {
  readonly next: NextUpdate = { examples: 1, shrink: 0, measure: false };
  /** Norm of the gradients of the last update, before clipping; NaN when it was not wanted. */
  norm = Number.NaN;
  private readonly optimizer: Optimizer;
  private readonly work: GradientWork;
  private readonly apply: (gradients: never) => void;
  private sums: Entry[] = [];
  private examples = 0;

  /** Takes the optimizer over, also from an earlier training: two would undo each other's rates. */
  constructor(optimizer: Optimizer, work: GradientWork) {
    owners.get(optimizer)?.release();
    owners.set(optimizer, this);
    this.optimizer = optimizer;
    this.work = work;
    const { minimize } = optimizer;
    this.apply = optimizer.applyGradients.bind(optimizer);
    optimizer.minimize = (...args) => {
      const run = (): unknown => minimize.apply(optimizer, args);
      return this.next.random ? withRandom(this.next.random, run) : run();
    };
    optimizer.applyGradients = (gradients) => this.take(gradients);
  }

  /** Whether the optimizer is still this training's. */
  get owns(): boolean {
    return owners.get(this.optimizer) === this;
  }

  /** Leaves the optimizer as it was. */
  release(): void {
    if (!this.owns) return;
    owners.delete(this.optimizer);
    // what was put on the object; the methods of its class show again
    delete (this.optimizer as Partial<Optimizer>).minimize;
    delete (this.optimizer as Partial<Optimizer>).applyGradients;
    this.forget();
  }

  /** Applies the average of what was accumulated. */
  flush(): void {
    if (this.sums.length === 0) return;
    const means = (): Entry[] =>
      this.sums.map(([name, sum]) => [name, sum && tensorFlowOf(sum).div(sum, this.examples)]);
    this.finish(means);
    this.forget();
  }

  private take(gradients: NamedGradients): void {
    const { accumulates, clipNorm } = this.work;
    const { shrink, measure } = this.next;
    if (accumulates) this.accumulate(entriesOf(gradients));
    else if (clipNorm !== undefined || shrink > 0 || measure)
      this.finish(() => entriesOf(gradients));
    else {
      this.norm = Number.NaN;
      this.apply(gradients as never);
    }
  }

  private accumulate(entries: readonly Entry[]): void {
    const before = new Map(this.sums);
    const { examples } = this.next;
    this.sums = entries.map(([name, gradient]) => {
      const sum = before.get(name);
      if (!gradient) return [name, sum];
      const tf = tensorFlowOf(gradient);
      const sumNow = tf.tidy(() => {
        const weighted = tf.mul(gradient, examples);
        return sum ? tf.add(sum, weighted) : weighted;
      });
      sum?.dispose();
      return [name, tf.keep(sumNow)];
    });
    this.examples += examples;
  }

  private finish(gradients: () => Entry[]): void {
    const [, some] = this.sums.find(([, sum]) => sum) ?? gradients().find(([, one]) => one) ?? [];
    if (!some) return;
    const tf = tensorFlowOf(some);
    tf.tidy(() => {
      let entries = gradients();
      const { clipNorm } = this.work;
      const { measure, shrink } = this.next;
      this.norm = Number.NaN;
      if (measure || clipNorm !== undefined) {
        const squares = entries.flatMap(([, one]) => (one ? [tf.sum(tf.square(one))] : []));
        const norm = tf.sqrt(tf.addN(squares));
        if (measure) this.norm = norm.dataSync()[0] as number;
        if (clipNorm !== undefined) {
          const scale = tf.div(clipNorm, tf.maximum(norm, clipNorm));
          entries = entries.map(([name, one]) => [name, one && tf.mul(one, scale)]);
        }
      }
      if (shrink > 0) {
        const { registeredVariables } = tf.engine();
        for (const [name] of entries) {
          const variable = registeredVariables[name];
          if (variable && isDecayed(variable)) variable.assign(tf.mul(variable, 1 - shrink));
        }
      }
      this.apply(entries.map(([name, tensor]) => ({ name, tensor })) as never);
    });
  }

  private forget(): void {
    for (const [, sum] of this.sums) sum?.dispose();
    this.sums = [];
    this.examples = 0;
  }
}

/**
 * Whether weight decay is for a variable: one of two or more dimensions, so kernels and embeddings,
 * but not biases nor the scales of a normalization, which decay would only distort.
 */
export function isDecayed({ shape }: { readonly shape: readonly number[] }): boolean {
  return shape.length >= 2;
}

function entriesOf(gradients: NamedGradients): Entry[] {
  return Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor])
    : Object.entries(gradients as Readonly<Record<string, Tensor | null>>);
}
