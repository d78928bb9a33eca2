import { COMMON, type Command, type Group, type Option } from './command';
import { columns } from './terminal/columns';

/**
 * The help of a command or group.
 *
 * @param path As it is typed: `anneal kernel install`.
 */
export function helpText(path: string, entry: Command | Group): string {
  const isGroup = 'commands' in entry;
  const blocks = [
    [`Usage: npx ${path} ${isGroup ? '<command>' : `${entry.file ? '<file> ' : ''}[options]`}`],
    [sentence(entry.about)],
    isGroup ? block('Commands', entry.commands.map(commandRow)) : [],
    isGroup || !entry.file ? [] : block('File', [['<file>', entry.file.about]]),
    block(
      'Options',
      Object.entries({ ...(isGroup ? {} : entry.options), ...COMMON }).map(optionRow),
    ),
    block(
      'Examples',
      entry.examples.map(([command, about]) => [`npx ${command}`, about]),
    ),
    isGroup ? [`npx ${path} <command> --help says more about one of them.`] : [],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function block(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length === 0 ? [] : [`${title}:`, ...columns(rows).map((line) => `  ${line}`)];
}

const commandRow = ({ name, about }: Command | Group): string[] => [name, about];

function optionRow([name, { short, value, about }]: [string, Option]): string[] {
  return [`${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`, about];
}

const sentence = (text: string): string => `${text[0]?.toUpperCase()}${text.slice(1)}.`;
