import type { Machine } from './machine';
import type { Output } from './terminal/output';

/** One option of a command. */
export interface Option {
  readonly type: 'boolean' | 'string';
  readonly short?: string;
  /** Stands for the value in the help. */
  readonly value?: string;
  readonly about: string;
}

/** What was given on the command line, by the name of the option; the file under `file`. */
export type Values = Readonly<Record<string, string | boolean | undefined>>;

/** The one thing that a command is given without a name: a file, or `-` for standard input. */
export interface FileArgument {
  readonly about: string;
}

/** What a command works with. */
export interface Context {
  readonly machine: Machine;
  readonly output: Output;
  /** All of standard input. */
  readonly input: () => Promise<string>;
}

interface Named {
  readonly name: string;
  /** One line, for the list of commands. */
  readonly about: string;
  readonly examples: readonly (readonly [command: string, about: string])[];
}

/** Something that can be run. */
export interface Command extends Named {
  /** The file that it works on, if it does. */
  readonly file?: FileArgument;
  readonly options: Readonly<Record<string, Option>>;
  /** @returns The exit code: 0 when all is well, 1 when not. */
  run(values: Values, context: Context): Promise<number>;
}

/** A word before the name of a command, such as `kernel`. */
export interface Group extends Named {
  readonly commands: readonly (Command | Group)[];
}

/** Every command understands these. */
export const COMMON: Readonly<Record<string, Option>> = {
  help: { type: 'boolean', short: 'h', about: 'show this' },
};

/** For commands whose result a program may want to read. */
export const JSON_OPTION: Option = { type: 'boolean', about: 'print JSON, for programs' };
