/** Where a command writes; tests collect it. */
export interface Output {
  write(text: string): void;
  error(text: string): void;
  /** Whether `write` goes to a terminal that shows colours. */
  readonly colour: boolean;
}

/**
 * The streams of this process.
 *
 * @param env `NO_COLOR`, when not empty, and `TERM=dumb` switch colour off.
 */
export function processOutput(
  env: Readonly<Record<string, string | undefined>>,
  { stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'> = process,
): Output {
  return {
    write: (text) => void stdout.write(text),
    error: (text) => void stderr.write(text),
    colour: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
  };
}

/** Data for machines: one JSON document. */
export function writeJson(output: Output, value: unknown): void {
  output.write(`${JSON.stringify(value, null, 2)}\n`);
}
