import { jsonProblem, placeOf } from './model/json-place';
import type { AskFor } from './read-code';

/** Characters that are read; a schedule has a few hundred. */
const LONGEST = 4_000_000;

/**
 * The schedule in a text: the JSON of a spec or of a file, or else code of ours, PyTorch, Keras, Optax,
 * transformers or timm. What reads code is fetched when the first code comes.
 *
 * @throws Error that says what cannot be read and where.
 */
export async function readText(text: string, ask: AskFor): Promise<unknown> {
  if (text.length > LONGEST) {
    throw new RangeError('the text is longer than 4,000,000 characters');
  }
  if (text.trim() === '') throw new TypeError('there is no text');
  const broken = jsonProblem(text);
  const json: unknown = broken ? undefined : JSON.parse(text);
  // an optimizer of Keras and its schedule are JSON, too, and are read as code is
  if (isObject(json) && !('class_name' in json)) return json;
  const { readCode } = await import('./read-code');
  try {
    return await readCode(text, ask);
  } catch (error) {
    if (!broken || !/^\s*\{\s*"/.test(text)) throw error;
    const { line, column } = placeOf(text, broken.offset);
    throw new SyntaxError(`it is not JSON: ${broken.message} (line ${line}, column ${column})`);
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
