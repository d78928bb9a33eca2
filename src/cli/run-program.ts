import { execFile } from 'node:child_process';
import type { Machine } from './machine';

/** How a program ended. */
export interface Ran {
  readonly ok: boolean;
  readonly out: string;
  readonly err: string;
  /** Why it is not ok, in one line; empty when it is. */
  readonly why: string;
}

/**
 * Runs a program to its end and never throws.
 *
 * @param limit Seconds after which it is killed.
 */
export function runProgram(
  machine: Machine,
  program: string,
  args: readonly string[],
  { limit, env = {} }: { readonly limit: number; readonly env?: Readonly<Record<string, string>> },
): Promise<Ran> {
  return new Promise((resolve) => {
    const options = {
      cwd: machine.cwd,
      env: { ...machine.env, ...env },
      timeout: limit * 1000,
      killSignal: 'SIGKILL' as const,
      maxBuffer: 2 ** 24,
    };
    execFile(program, [...args], options, (error, out, err) => {
      const late = error?.killed === true;
      const why = late ? `no answer within ${limit} s` : error ? lastLine(err, error) : '';
      resolve({ ok: !error, out, err, why });
    });
  });
}

/** The line that names an error; Node and Python print other lines around it. */
function lastLine(err: string, error: Error & { code?: unknown; signal?: unknown }): string {
  const lines = err
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const named =
    lines.find((line) => /^(?:[A-Z]\w*)?Error\b.*:/.test(line)) ??
    lines.filter((line) => !/^Node\.js v/.test(line)).at(-1);
  if (named) return named;
  if (error.signal) return `ended by ${String(error.signal)}`;
  return typeof error.code === 'number' ? `exit code ${error.code}` : error.message;
}
