import { readArguments } from './arguments';
import type { Command, Context, Group } from './command';
import { suggestion, UsageError } from './failure';
import { helpText } from './help';
import { nearest } from './nearest';
import { ownPackage } from './own-package';
import { writeJson } from './terminal/output';

/**
 * Runs a command line and tells what went wrong, so that nothing is thrown.
 *
 * @param args Without Node and the script.
 * @returns The exit code: 0 ok, 1 failed, 2 not understood.
 */
export async function run(root: Group, args: readonly string[], context: Context): Promise<number> {
  const { output } = context;
  try {
    if (args[0] === '--version') {
      output.write(`${ownPackage(context.machine).version}\n`);
      return 0;
    }
    return await runIn(root, root.name, args, context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const usage = error instanceof UsageError;
    if (args.includes('--json')) writeJson(output, { error: message });
    else output.error(`${message}\n`);
    return usage ? 2 : 1;
  }
}

async function runIn(
  entry: Command | Group,
  path: string,
  args: readonly string[],
  context: Context,
): Promise<number> {
  if (!('commands' in entry)) return runCommand(entry, path, args, context);
  const [word, ...rest] = args;
  if (word === undefined) {
    context.output.error(helpText(path, entry));
    return 2;
  }
  if (word === '--help' || word === '-h') {
    context.output.write(helpText(path, entry));
    return 0;
  }
  const next = entry.commands.find(({ name }) => name === word);
  if (next) return runIn(next, `${path} ${word}`, rest, context);
  const names = word.startsWith('-') ? ['--help'] : entry.commands.map(({ name }) => name);
  const kind = word.startsWith('-') ? 'option' : 'command';
  throw new UsageError(
    `Cannot run ${path}: unknown ${kind} ${word}${suggestion(nearest(word, names), names)}`,
  );
}

async function runCommand(
  command: Command,
  path: string,
  args: readonly string[],
  context: Context,
): Promise<number> {
  // asked for help, one gets it, whatever else is wrong
  if (args.includes('--help') || args.includes('-h')) {
    context.output.write(helpText(path, command));
    return 0;
  }
  return command.run(readArguments(path, command.options, args, command.file), context);
}
