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
  readonly precision?: 'float32' | 'float64';
}

/** The real libraries in one Python process, asked one thing after another. */
export class Libraries {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: Interface;
  private readonly waiting: ((line: string) => void)[] = [];
  private errors = '';

  constructor() {
    this.process = spawn(PYTHON, ['-u', 'test/code/libraries/run_code.py']);
    this.process.stderr.on('data', (chunk) => {
      this.errors = `${this.errors}${chunk}`.slice(-4000);
    });
    this.lines = createInterface({ input: this.process.stdout });
    this.lines.on('line', (line) => this.waiting.shift()?.(line));
    this.process.on('exit', () => {
      for (const answer of this.waiting.splice(0)) {
        answer(JSON.stringify({ error: `the process ended: ${this.errors}` }));
      }
    });
  }

  /** The rates that were in force, one an update. */
  async rates(run: Run): Promise<number[]> {
    const line = await new Promise<string>((resolve) => {
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
