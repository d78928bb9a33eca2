import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InstalledKernel } from '../kernel/installed-kernel';
import type { Machine } from '../machine';

const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A kernel started as its kernelspec says; it goes when this process is told to. */
export class KernelProcess {
  /** Settles with the reason when it ends by itself. */
  readonly ended: Promise<string>;
  readonly #folder = mkdtempSync(join(tmpdir(), 'anneal-doctor-'));
  readonly #child: ChildProcess;
  readonly #gone: Promise<unknown>;

  constructor(
    { argv, env, folder }: Pick<InstalledKernel, 'argv' | 'env' | 'folder'>,
    connection: object,
    machine: Machine,
  ) {
    const connectionFile = join(this.#folder, 'connection.json');
    // it holds the key by which messages are signed
    writeFileSync(connectionFile, JSON.stringify(connection), { mode: 0o600 });
    const [program = '', ...args] = argv.map((part) =>
      part.replaceAll('{connection_file}', connectionFile).replaceAll('{resource_dir}', folder),
    );
    this.#child = spawn(program, args, {
      cwd: machine.cwd,
      // by the last, a kernel ends with its parent
      env: { ...machine.env, ...env, JPY_PARENT_PID: String(process.pid) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    this.#child.stderr?.on('data', (chunk) => {
      said = `${said}${chunk}`.slice(-4000);
    });
    this.#gone = Promise.race([once(this.#child, 'exit'), once(this.#child, 'error')]);
    this.ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('close', (code, signal) =>
        resolve(`it ended (${signal ?? `exit code ${code}`})${firstError(said)}`),
      );
    });
    for (const signal of END_SIGNALS) process.once(signal, this.#passOn);
    process.once('exit', this.#kill);
  }

  /** Ends it and waits until it is gone. */
  async end(): Promise<void> {
    for (const signal of END_SIGNALS) process.off(signal, this.#passOn);
    this.#kill();
    await this.#gone.catch(() => {});
    // a process that the kernel started may hold the other end
    this.#child.stderr?.destroy();
    process.off('exit', this.#kill);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  readonly #kill = (): void => void this.#child.kill('SIGKILL');

  // a kernel takes the interrupt of the terminal for its own, and would stay behind
  readonly #passOn = (signal: NodeJS.Signals): void => {
    void this.end().then(() => process.kill(process.pid, signal));
  };
}

function firstError(said: string): string {
  const line = said.split('\n').find((text) => /error/i.test(text));
  return line ? `: ${line.trim()}` : '';
}
