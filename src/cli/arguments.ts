import { parseArgs } from 'node:util';
import { COMMON, type FileArgument, type Option, type Values } from './command';
import { suggestion, UsageError } from './failure';
import { nearest } from './nearest';

/**
 * Reads the options of a command.
 *
 * @param path The command as it is typed, for messages.
 * @param file What the command takes besides options.
 * @throws UsageError for an option that is unknown or lacks its value, and for anything else.
 */
export function readArguments(
  path: string,
  own: Readonly<Record<string, Option>>,
  args: readonly string[],
  file?: FileArgument,
): Values {
  const options = { ...own, ...COMMON };
  const fail = (why: string): never => {
    throw new UsageError(`Cannot run ${path}: ${why}`);
  };
  // strict parsing stops at the first fault with a message that knows no other option
  const { tokens, values } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(options).map(([name, { type, short }]) => [
        name,
        short ? { type, short } : { type },
      ]),
    ),
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  let given: string | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      if (!file || given !== undefined) fail(`unexpected "${token.value}"`);
      given = token.value;
    }
    if (token.kind !== 'option') continue;
    const { rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (!option) {
      const names = Object.keys(options).map((name) => `--${name}`);
      fail(`unknown option ${rawName}${suggestion(nearest(rawName, names), names)}`);
    } else if (option.type === 'boolean' && value !== undefined) {
      fail(`${rawName} takes no value, got "${value}"`);
    } else if (
      option.type === 'string' &&
      (!value || (!inlineValue && value.startsWith('-') && value !== '-'))
    ) {
      fail(`${rawName} needs a ${option.value}, as in ${rawName} <${option.value}>`);
    }
  }
  if (file && given === undefined) {
    fail(`it needs a file, as in ${path} <file>; - is standard input`);
  }
  return { ...values, ...(given !== undefined && { file: given }) } as Values;
}
