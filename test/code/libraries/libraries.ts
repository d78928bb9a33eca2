import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** The Python that `npm test` makes for them. */
export const PYTHON = process.env.LIBRARIES_PYTHON ?? '.cache/libraries/bin/python';

/** A snippet to run, and how many updates. */
export interface Run {
  readonly target: string;
  readonly text: string;
  readonly steps: number;
  readonly epochs?: number;
  /** Runs the loop of the code, where its schedule alone would otherwise be asked. */
  readonly loop?: boolean;
  /** Batches whose gradients make one update. */
  readonly accumulation?: number;
  /** What a scheduler that listens is told, one an epoch or update; the rates are those after each. */
  readonly metrics?: readonly number[];
  readonly mode?: 'min' | 'max';
  readonly precision?: 'float32' | 'float64';
}

/** The real libraries in one Python process, asked one thing after another. */
export class Libraries {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];
  private errors = '';
  private ended: string | undefined;

  constructor() {
    this.process = spawn(PYTHON, ['-u', 'test/code/libraries/run_code.py']);
    this.process.stderr.on('data', (chunk) => {
      this.errors = `${this.errors}${chunk}`.slice(-4000);
    });
    this.lines = createInterface({ input: this.process.stdout });
    this.lines.on('line', (line) => this.waiting.shift()?.(line));
    this.process.on('exit', () => {
      this.ended = JSON.stringify({ error: `the process ended: ${this.errors}` });
      for (const answer of this.waiting.splice(0)) answer(this.ended);
    });
  }

  /** The rates that were in force, one an update. */
  async rates(run: Run): Promise<number[]> {
    const line = await new Promise<string>((resolve) => {
      if (this.ended) return resolve(this.ended);
      this.waiting.push(resolve);
      this.process.stdin.write(`${JSON.stringify(run)}\n`);
    });
    const { rates, error } = JSON.parse(line) as { rates: number[]; error?: string };
    if (error) throw new Error(`${error}\n${run.text}`);
    return rates;
  }

  end(): void {
    this.process.stdin.end();
  }
}
