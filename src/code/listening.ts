import type { Resolved } from '../schedule/node';
import { codeOf } from './codes';
import { untyped } from './family-code';
import type { PythonTarget } from './idiom';
import type { Listener } from './listener';
import { CodeRefusal } from './refusal';

/**
 * What a library has for a schedule that follows a metric; nothing for one that follows the step.
 *
 * @throws CodeRefusal when the library has nothing that does the same, or the schedule stops listening.
 */
export function listenerOf(node: Resolved, target: PythonTarget): Listener | undefined {
  const { listeners } = untyped(codeOf(node.family));
  if (!listeners) return undefined;
  const { after } = node.values as { after?: string };
  if (after !== 'continue') {
    throw new CodeRefusal(
      `it stops following the metric after ${node.curve.steps} updates (after: '${after}'), and nothing there does; after: 'continue' can be written`,
    );
  }
  const listener = listeners[target](node.values);
  if (typeof listener === 'string') throw new CodeRefusal(listener);
  return listener;
}
