import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Compiled, compiled } from './compiled';

/** What came of a training: hashes of its weights and columns, or an error. */
export type Outcome = Readonly<Record<string, unknown>> & { readonly error?: string };

/** A training in a process of its own. */
export interface Training {
  readonly child: ChildProcess;
  /** What it printed before it ended. */
  readonly printed: Promise<string>;
}

/** Trainings in processes of their own, which can be killed. */
export class Trainings {
  private readonly library: Compiled;
  private readonly epochs: number;

  private constructor(library: Compiled, epochs: number) {
    this.library = library;
    this.epochs = epochs;
  }

  /** @param epochs Of every training, ten updates each. */
  static async of(epochs: number): Promise<Trainings> {
    return new Trainings(await compiled(), epochs);
  }

  /**
   * Begins a training, or goes on with the one in a folder.
   *
   * @param inside Program and arguments that get the command of the training as further arguments.
   */
  start(optimizer: string, folder: string, inside: readonly string[] = []): Training {
    const script = resolve('test/train/state/training.cjs');
    const args = [script, this.library.folder, optimizer, join(folder, 'run.jsonl'), this.epochs];
    const [program, ...rest] = [...inside, process.execPath, ...args.map(String)];
    const child = spawn(program as string, rest, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    let text = '';
    child.stdout?.on('data', (data) => {
      text += data;
    });
    return { child, printed: new Promise((ended) => child.once('close', () => ended(text))) };
  }

  /** Trains to the end. */
  async train(optimizer: string, folder: string, inside?: readonly string[]): Promise<Outcome> {
    return JSON.parse(await this.start(optimizer, folder, inside).printed);
  }

  /** Begins a training and kills it as soon as its first checkpoint is there. */
  async begin(optimizer: string, folder: string): Promise<void> {
    const { child, printed } = this.start(optimizer, folder);
    while (!existsSync(join(folder, 'run.checkpoint.safetensors'))) {
      await new Promise((later) => setTimeout(later, 5));
    }
    child.kill('SIGKILL');
    await printed;
  }

  remove(): void {
    this.library.remove();
  }
}
