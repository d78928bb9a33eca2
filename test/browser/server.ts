import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A program that answers on the loopback. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

interface Program {
  readonly command: string;
  /** Its arguments, for an address it shall answer at. */
  readonly args: (url: URL) => readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** A path that is there once it answers. */
  readonly ready: string;
}

/**
 * Starts a program on a free port of the loopback.
 *
 * @throws Error with the program's output when it ends or does not answer within 60 s.
 */
export async function startServer({ command, args, cwd, env, ready }: Program): Promise<Server> {
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(command, args(new URL(url)), { cwd, env });
  await untilReady(server, url + ready);
  return { url, stop: () => stop(server) };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let output = '';
  server.once('error', (error) => {
    output += error.message;
  });
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk) => {
      output = `${output}${chunk}`.slice(-20_000);
    });
  }
  const until = Date.now() + 60_000;
  while (Date.now() < until && server.exitCode === null && server.pid !== undefined) {
    const answers = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop(server);
  throw new Error(`${server.spawnfile} did not start\n${output}`);
}

/** Ends the server, and with it its kernels. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null || server.signalCode !== null) {
    return;
  }
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  const impatient = setTimeout(() => server.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(impatient);
}
