import { dropSlots, optimizerVariables } from './optimizer';
import {
  type Model,
  type Optimizer,
  type Tensor,
  type TensorFlow,
  tensorFlowOf,
  type Variable,
} from './tf';

/** Copies of some variables. Nothing is copied until training replaces what they share. */
class Copies {
  private readonly copies: ReadonlyMap<string, Tensor>;

  constructor(tf: TensorFlow, variables: ReadonlyMap<string, Tensor>) {
    // kept: it may be taken while a layer or a callback tidies up
    this.copies = new Map(
      [...variables].map(([name, variable]) => [name, tf.keep(tf.clone(variable))]),
    );
  }

  values(): Tensor[] {
    return [...this.copies.values()];
  }

  get names(): ReadonlySet<string> {
    return new Set(this.copies.keys());
  }

  writeTo(variables: ReadonlyMap<string, Variable>): void {
    for (const [name, copy] of this.copies) variables.get(name)?.assign(copy);
  }

  dispose(): void {
    for (const copy of this.copies.values()) copy.dispose();
  }
}

function valuesOf(tensor: Tensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}

function weightsOf(model: Model): Map<string, Variable> {
  return new Map(model.getWeights().map((weight, index) => [String(index), weight as Variable]));
}

/** The weights of a model at one moment, in memory. */
export class Weights {
  private readonly copies: Copies;
  private readonly model: Model;

  /**
   * Takes them. {@link dispose} of it when it is not needed any more.
   *
   * @param values Weights that the model had at another time, in the order of `getWeights()`.
   */
  constructor(model: Model, values?: readonly Float32Array[]) {
    this.model = model;
    const weights = weightsOf(model);
    const tf = tensorFlowOf([...weights.values()][0] as Tensor);
    this.copies = tf.tidy(() => {
      if (!values) return new Copies(tf, weights);
      const tensors = [...weights].map(
        ([name, { shape }], index) =>
          [name, tf.tensor(values[index] as Float32Array, shape)] as const,
      );
      return new Copies(tf, new Map(tensors));
    });
  }

  /** Their numbers, in the order of `getWeights()`. */
  values(): Float32Array[] {
    return this.copies.values().map(valuesOf);
  }

  /** Gives them back to the model, as often as wanted. */
  restore(): void {
    this.copies.writeTo(weightsOf(this.model));
  }

  dispose(): void {
    this.copies.dispose();
  }
}

/** Numbers of a snapshot. */
export interface SnapshotState {
  /** In the order of `getWeights()`. */
  readonly weights: readonly Float32Array[];
  /** Variables of the optimizer, by the names of `optimizerVariables`. */
  readonly slots: Readonly<Record<string, Float32Array>>;
  readonly iterations: number;
}

/** The weights of a model and everything its optimizer keeps, at one moment, in memory. */
export class Snapshot {
  private readonly weights: Weights;
  private readonly slots: Copies;
  private readonly optimizer: Optimizer & { iterations_?: number };
  private readonly iterations: number | undefined;

  /**
   * Takes it. {@link dispose} of it when it is not needed any more.
   *
   * @param state That of another time, of an optimizer that has all its variables.
   */
  constructor(model: Model, optimizer: Optimizer, state?: SnapshotState) {
    this.weights = new Weights(model, state?.weights);
    this.optimizer = optimizer;
    this.iterations = state ? state.iterations : this.optimizer.iterations_;
    const tf = tensorFlowOf(model.getWeights()[0] as Tensor);
    const variables = optimizerVariables(this.optimizer);
    this.slots = tf.tidy(() => {
      if (!state) return new Copies(tf, variables);
      const tensors = Object.entries(state.slots).map(([name, values]) => {
        return [name, tf.tensor(values, variables.get(name)?.shape ?? [])] as const;
      });
      return new Copies(tf, new Map(tensors));
    });
  }

  /** Its numbers, for a checkpoint. */
  get state(): SnapshotState {
    const { weights, slots, iterations = 0 } = this;
    const values = slots.values().map(valuesOf);
    const named = [...slots.names].map((name, index) => [name, values[index] as Float32Array]);
    return { weights: weights.values(), slots: Object.fromEntries(named), iterations };
  }

  /** Puts everything back, as often as wanted; variables the optimizer made since then are disposed of. */
  restore(): void {
    this.weights.restore();
    dropSlots(this.optimizer, this.slots.names);
    this.slots.writeTo(optimizerVariables(this.optimizer));
    this.optimizer.iterations_ = this.iterations ?? 0;
  }

  dispose(): void {
    this.weights.dispose();
    this.slots.dispose();
  }
}
