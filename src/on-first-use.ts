import type { CodeOptions, ReadOptions, Target } from './code';
import type { Feedback } from './schedule/feedback-state';
import type { Schedule } from './schedule/schedule';

// the parsers behind this take longer to load than all the rest, and most notebooks write no code
const code = (): typeof import('./code') => require('./code/index.js');

/**
 * A schedule as code of another library: a complete snippet whose rates are those of the schedule at
 * every step, also after its end.
 *
 * @param target `typescript`, `pytorch`, `keras`, `optax`, `transformers` or `timm`.
 * @returns Text that ends with a line break, formatted as the library's community formats.
 * @throws RangeError when the target is unknown, the plan lacks a fact, or the schedule cannot be
 * written, with the reason; TypeError when it is no schedule.
 * @example
 * const code = toCode(cosine({ peak: 1e-3, steps: 900 }), 'optax');
 * assert.match(code, /optax\.cosine_decay_schedule\(init_value=0\.001, decay_steps=900\)/);
 */
export function toCode(
  schedule: Schedule | Feedback,
  target: Target,
  options?: CodeOptions,
): string {
  return code().toCode(schedule, target, options);
}

/**
 * The schedule that a piece of code makes: Python for PyTorch, Keras, Optax, transformers or timm, a
 * configuration of Keras as JSON, or TypeScript in our own words. It is parsed, never run.
 *
 * A schedule that PyTorch moves once an epoch comes with a plan of one update an epoch.
 *
 * @param text All of it or a part: imports may be missing.
 * @throws RangeError that asks by name for what the code does not say, or says which argument will not
 * do; SyntaxError with line, column and text for what cannot be read.
 * @example
 * const schedule = fromCode('optax.cosine_decay_schedule(0.001, 900)');
 * assert.equal(schedule(0), 1e-3);
 */
export function fromCode(text: string, options?: ReadOptions): Schedule | Feedback {
  return code().fromCode(text, options);
}
