import type { Feedback } from '../schedule/feedback-state';
import type { Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';
import { parseTypeScript } from './javascript/parse';
import { readProvenance } from './provenance';
import { parsePython } from './python/parse';
import type { Names } from './read/evaluate';
import { readKerasConfig } from './read/keras-config';
import { readPython } from './read/python';
import { isBuilder, readTypeScript } from './read/typescript';
import type { Statement } from './syntax';

/** Options of {@link fromCode}. */
export interface ReadOptions {
  /** What the code does not say, by its name: `{ initial_lr: 0.1, 'len(loader)': 938 }`. */
  readonly names?: Names;
  /** The variable that holds the schedule, where the code has several. */
  readonly variable?: string;
}

/** Characters of a text that is read: a training script has a few thousand. */
const LONGEST = 1_000_000;

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
 * const schedule = fromCode('optax.cosine_decay_schedule(init_value=1e-3, decay_steps=900)');
 * assert.equal(String(schedule), 'cosine({ peak: 0.001, floor: 0, exponent: 1, steps: 900 })');
 * assert.throws(() => fromCode('StepLR(SGD(p, lr=base), 30)'), /base is not known/);
 */
export function fromCode(text: string, options: ReadOptions = {}): Schedule | Feedback {
  if (typeof text !== 'string') {
    throw new TypeError(`Cannot read the code: it must be text, got ${show(text)}`);
  }
  if (text.length > LONGEST) {
    throw new RangeError(
      `Cannot read the code: it has ${text.length} characters, at most ${LONGEST} are read`,
    );
  }
  const { names = {}, variable } = options;
  const own = ourStatements(text);
  if (own) return readTypeScript(text, own, names, variable);
  const statements = parsePython(text);
  return (
    readProvenance(text, statements) ??
    readKerasConfig(text, statements) ??
    readPython(text, statements, names, variable)
  );
}

/** The statements of a text that is in our own words, and not Python. */
function ourStatements(text: string): Statement[] | undefined {
  let statements: Statement[];
  try {
    statements = parseTypeScript(text);
  } catch (error) {
    if (/^\s*(import .* from ['"]|const |let )/m.test(text)) throw error;
    return undefined;
  }
  const words = /\bconst |\blet |\bfrom ['"]anneal['"]/.test(text);
  const first = /^\s*(?:await\s+)?(\w+)\s*\(/.exec(text)?.[1] ?? '';
  return words || isBuilder(first) ? statements : undefined;
}
