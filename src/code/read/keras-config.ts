import type { Feedback } from '../../schedule/feedback-state';
import type { Schedule } from '../../schedule/schedule';
import type { Expression, Statement } from '../syntax';
import { readPython } from './python';

/** A configuration of Keras as JSON or a dictionary: `{ "class_name": "CosineDecay", "config": { … } }`. */
export function readKerasConfig(
  text: string,
  statements: readonly Statement[],
): Schedule | Feedback | undefined {
  const [only] = statements;
  if (statements.length !== 1 || only?.kind !== 'expression') return undefined;
  const found = scheduleIn(only.value);
  if (!found) return undefined;
  const { name, config } = found;
  const call: Expression = {
    kind: 'call',
    callee: { kind: 'name', name: `keras.${name}.from_config` },
    positional: [config],
    named: [],
    ...(config.at && { at: config.at }),
  };
  return readPython(text, [{ kind: 'expression', value: call }], {}, undefined);
}

type Table = Expression & { kind: 'table' };

/** The schedule of a configuration, which may be that of an optimizer or of a compiled model. */
function scheduleIn(value: Expression): { name: string; config: Table } | undefined {
  if (value.kind !== 'table') return undefined;
  const entry = (key: string): Expression | undefined =>
    value.entries.find(([one]) => one.kind === 'text' && one.value === key)?.[1];
  const [name, config] = [entry('class_name'), entry('config')];
  const inside = value.entries.map(([, one]) => scheduleIn(one)).find((one) => one);
  if (inside) return inside;
  if (name?.kind !== 'text' || config?.kind !== 'table') return undefined;
  return { name: name.value, config };
}
