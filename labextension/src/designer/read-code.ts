import { fromCode, MissingNameError } from 'anneal/code';
import type { Spec } from 'anneal/pure';

/** Asks a person for what the code does not say; nothing when they do not say it either. */
export type AskFor = (name: string, why: string) => Promise<number | undefined>;

/** Names that are asked for, at most: a text that wants more is no recipe. */
const MOST_ASKED = 8;

/**
 * The schedule in a piece of code, which is parsed and never run.
 *
 * @throws Error that says what cannot be read, with line and column.
 */
export async function readCode(text: string, ask: AskFor): Promise<Spec> {
  const names: Record<string, number> = {};
  for (let asked = 0; ; asked++) {
    try {
      return fromCode(text, { names }).spec;
    } catch (error) {
      const missing = error instanceof MissingNameError ? error.missing : undefined;
      const why = messageOf(error);
      const value =
        missing === undefined || asked >= MOST_ASKED ? undefined : await ask(missing, why);
      if (missing === undefined || value === undefined) throw new Error(why);
      names[missing] = value;
    }
  }
}

/** What is wrong, without what only a program can do about it. */
function messageOf(error: unknown): string {
  return (error as Error).message
    .replace(/^Cannot read the code: /, '')
    .replace(/; give it, as in fromCode\(.*$/, '')
    .replace(/; choose one: fromCode\(.*$/, '; copy one of them alone');
}
