import { optimizerVariables } from '../optimizer';
import type { Optimizer, Variable } from '../tf';
import type { StoredTensor } from './safetensors';
import { assign, makeVariable, readTensor, type TensorMaker } from './tensors';

// what an optimizer learnt lies in variables: scalars in fields of their own, and lists of slots, one
// for each trained weight by position. Its own getWeights and setWeights will not do: Adam's computes
// its scalars anew by `pow`, a last bit apart, Adamax has none, and all leak the slots they replace

interface Slot {
  readonly originalName: string;
  readonly variable: Variable;
}

/** The fields of an optimizer, private ones included. */
type Fields = Record<string, unknown> & { iterations_?: number };

/** What an optimizer learnt, its numbers bit for bit. */
export interface OptimizerState {
  readonly name: string;
  /** Updates it has made. */
  readonly iterations: number;
  /** Names of the slots, list by list. */
  readonly slots: Readonly<Record<string, readonly string[]>>;
  /** Variables by field, slots by field and position: `accBeta1`, `accumulatedFirstMoment.0`. */
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}

/** Reads what an optimizer learnt. */
export function readOptimizer(optimizer: Optimizer): OptimizerState {
  const fields = optimizer as unknown as Fields;
  const slots = Object.entries(fields).flatMap(([name, value]) =>
    isSlots(value) ? [[name, value.map(({ originalName }) => originalName)] as const] : [],
  );
  const variables = [...optimizerVariables(optimizer)];
  return {
    name: optimizer.getClassName(),
    iterations: fields.iterations_ ?? 0,
    slots: Object.fromEntries(slots),
    tensors: new Map(variables.map(([name, variable]) => [name, readTensor(variable)])),
  };
}

/** @throws TypeError when the state is that of another optimizer. */
export function checkOptimizer(optimizer: Optimizer, state: OptimizerState): void {
  const name = optimizer.getClassName();
  if (name === state.name) return;
  throw new TypeError(`the model is compiled with ${name}, and its checkpoint is of ${state.name}`);
}

/** Makes an optimizer what it was when it was read: the next update is the same bit for bit. */
export function restoreOptimizer(
  tf: TensorMaker,
  optimizer: Optimizer,
  state: OptimizerState,
): void {
  const fields = optimizer as unknown as Fields;
  const stored = (name: string): StoredTensor => state.tensors.get(name) as StoredTensor;
  for (const [field, names] of Object.entries(state.slots)) {
    for (const { variable } of fields[field] as readonly Slot[]) variable.dispose();
    fields[field] = names.map((originalName, index) => {
      return { originalName, variable: makeVariable(tf, stored(`${field}.${index}`)) };
    });
  }
  // slots once more, to the same: all that is left are the scalars
  for (const [name, variable] of optimizerVariables(optimizer)) assign(tf, variable, stored(name));
  fields.iterations_ = state.iterations;
}

/** A list of slots; before the first update it is empty. */
function isSlots(value: unknown): value is readonly Slot[] {
  return Array.isArray(value) && value.every((slot) => typeof slot?.originalName === 'string');
}
