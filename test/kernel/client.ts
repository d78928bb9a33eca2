import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Dealer, Subscriber } from 'zeromq';

/** A message as the Jupyter protocol has it, without its envelope. */
export interface Message {
  readonly type: string;
  readonly parent: string | undefined;
  // biome-ignore lint/suspicious/noExplicitAny: content differs by type, and a test asserts it
  readonly content: any;
  readonly buffers: readonly Buffer[];
}

/** Looks for the kernel's sockets every few milliseconds, so that its start can be measured. */
const QUICKLY = { reconnectInterval: 5 };
/** Milliseconds after which a kernel is asked again whether it is there. */
const ASK_AGAIN = 250;

const NO_REPLY: Message = { type: 'none', parent: undefined, content: {}, buffers: [] };

/** What came back for a cell: every message on iopub, in order, and the reply. */
export interface Answer {
  readonly messages: Message[];
  readonly reply: Message;
  /** Text of a stream. */
  text(name: 'stdout' | 'stderr'): string;
  /** What the cell shows for its last expression: its result, or what tslab prints. */
  readonly value: string;
  /** Why it failed: its error, or what tslab prints. */
  readonly error: string;
  /** Content of all messages of some types. */
  of(...types: string[]): Message['content'][];
}

const built = createRequire(import.meta.url);

/** How a kernel is started; `{connection_file}` is filled in. */
export const KERNELS = {
  anneal: built('../../dist/kernel/kernel-spec.js').kernelSpec().argv as readonly string[],
  tslab: [
    process.execPath,
    resolve('node_modules/tslab/bin/tslab'),
    ...['kernel', '--config-path', '{connection_file}'],
  ],
  // the program itself: what npm puts into .bin starts it as a child, and would leave it behind
  deno: [
    resolve('node_modules/@deno', readdirSync('node_modules/@deno')[0] as string, 'deno'),
    ...['jupyter', '--kernel', '--conn', '{connection_file}'],
  ],
} as const;

/** A real kernel in a process of its own, spoken to over the wire protocol as a front end does. */
export class Kernel {
  private readonly waiting = new Set<(message: Message) => void>();
  private readonly session = randomUUID();

  private constructor(
    readonly process: ChildProcess,
    private readonly key: string,
    readonly name: keyof typeof KERNELS,
    private readonly shell: Dealer,
    private readonly control: Dealer,
    private readonly iopub: Subscriber,
    private readonly folder: string,
  ) {}

  /** Starts a kernel in `cwd` and waits until it answers, for `patience` seconds at most. */
  static async start(
    name: keyof typeof KERNELS,
    cwd = 'notebooks',
    env: NodeJS.ProcessEnv = {},
    patience = 60,
  ): Promise<Kernel> {
    const folder = mkdtempSync(join(tmpdir(), 'anneal-kernel-'));
    const file = join(folder, 'connection.json');
    const [shell, iopub, stdin, control, hb] = await freePorts(5);
    const key = randomUUID();
    const connection = {
      transport: 'tcp',
      ip: '127.0.0.1',
      key,
      signature_scheme: 'hmac-sha256',
      shell_port: shell,
      iopub_port: iopub,
      stdin_port: stdin,
      control_port: control,
      hb_port: hb,
    };
    writeFileSync(file, JSON.stringify(connection));
    const [program, ...rest] = KERNELS[name].map((part) =>
      part === '{connection_file}' ? file : part,
    );
    const child = spawn(program as string, rest, {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', ...env },
    });
    const kernel = new Kernel(
      child,
      key,
      name,
      new Dealer(QUICKLY),
      new Dealer(QUICKLY),
      new Subscriber(QUICKLY),
      folder,
    );
    kernel.shell.connect(`tcp://127.0.0.1:${shell}`);
    kernel.control.connect(`tcp://127.0.0.1:${control}`);
    kernel.iopub.connect(`tcp://127.0.0.1:${iopub}`);
    kernel.iopub.subscribe();
    void kernel.receive(kernel.shell);
    void kernel.receive(kernel.iopub);
    if (await kernel.ready(patience)) return kernel;
    await kernel.stop();
    throw new Error('the kernel did not start');
  }

  /** Runs a cell to its end: until the reply and `idle` have both come. */
  async run(
    code: string,
    onMessage: (message: Message) => void = () => {},
    options: object = {},
  ): Promise<Answer> {
    const messages: Message[] = [];
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
      ...options,
    };
    const reply = await this.request('execute_request', content, (message) => {
      messages.push(message);
      onMessage(message);
    });
    const of = (...types: string[]): Message['content'][] =>
      messages.filter(({ type }) => types.includes(type)).map((message) => message.content);
    const text = (name: string): string =>
      of('stream')
        .filter((stream) => stream.name === name)
        .map((stream) => stream.text)
        .join('');
    const [result] = of('execute_result');
    const [failure] = of('error');
    const value = result ? `${result.data['text/plain']}\n` : text('stdout');
    const error = failure ? failure.traceback.join('\n') : text('stderr');
    return { messages, reply, of, text, value, error };
  }

  /** Interrupts as a front end does: by a signal, or by a request on the control channel where the kernel asks for that. */
  interrupt(how: 'signal' | 'message' = this.name === 'anneal' ? 'message' : 'signal'): void {
    if (how === 'signal') this.process.kill('SIGINT');
    else void this.control.send(this.sign('interrupt_request', randomUUID(), {}));
  }

  /** Sends a request on the control channel; its reply is not waited for. */
  async shutdown(): Promise<void> {
    await this.control.send(this.sign('shutdown_request', randomUUID(), { restart: false }));
  }

  /** Sends a request on the shell channel and waits for its reply and for `idle`. */
  ask(type: string, content: object = {}): Promise<Message> {
    return this.request(`${type}_request`, content, () => {});
  }

  /** Sends a message that has no reply, and waits for `idle`; gives what came on iopub. */
  async post(type: string, content: object, buffers: Buffer[] = []): Promise<Message[]> {
    const messages: Message[] = [];
    await this.request(type, content, (message) => messages.push(message), buffers);
    return messages;
  }

  /** Sees every message that comes on iopub, whoever asked. */
  watch(listener: (message: Message) => void): () => void {
    this.waiting.add(listener);
    return () => this.waiting.delete(listener);
  }

  /** Whether the process still runs. */
  get alive(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Ends the kernel and its sockets. */
  async stop(): Promise<void> {
    const ended = new Promise((done) => this.process.once('exit', done));
    if (this.alive) {
      this.process.kill('SIGKILL');
      await ended;
    }
    this.shell.close();
    this.control.close();
    this.iopub.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async request(
    type: string,
    content: object,
    onIopub: (message: Message) => void,
    buffers: Buffer[] = [],
  ): Promise<Message> {
    const id = randomUUID();
    const done = new Promise<Message>((resolveRequest) => {
      // a comm has no reply
      let reply: Message | undefined = type.endsWith('_request') ? undefined : NO_REPLY;
      let idle = false;
      const listener = (message: Message): void => {
        if (message.parent !== id) return;
        if (message.type !== type && message.type === type.replace('_request', '_reply'))
          reply = message;
        else onIopub(message);
        idle ||= message.type === 'status' && message.content.execution_state === 'idle';
        if (!reply || !idle) return;
        this.waiting.delete(listener);
        resolveRequest(reply);
      };
      this.waiting.add(listener);
    });
    await this.shell.send([...this.sign(type, id, content), ...buffers]);
    return done;
  }

  /** A subscriber may join late: asks until the kernel's `idle` arrives as well. */
  private async ready(patience: number): Promise<boolean> {
    for (let attempt = 0; this.alive && attempt * ASK_AGAIN < patience * 1000; attempt++) {
      const answered = this.request('kernel_info_request', {}, () => {}).then(() => true);
      const late = new Promise<false>((done) => setTimeout(done, ASK_AGAIN, false));
      if (await Promise.race([answered, late])) return true;
    }
    return false;
  }

  private sign(type: string, id: string, content: object): string[] {
    const header = {
      msg_id: id,
      msg_type: type,
      session: this.session,
      username: 'test',
      date: new Date().toISOString(),
      version: '5.3',
    };
    const parts = [header, {}, {}, content].map((part) => JSON.stringify(part));
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return ['<IDS|MSG>', hmac.digest('hex'), ...parts];
  }

  private async receive(socket: Dealer | Subscriber): Promise<void> {
    for await (const frames of socket) {
      const all = frames as Buffer[];
      const start = all.findIndex((frame) => String(frame) === '<IDS|MSG>') + 1;
      const [, header, parent, , content] = all.slice(start, start + 5).map(String);
      const message: Message = {
        type: JSON.parse(header as string).msg_type,
        parent: JSON.parse(parent as string).msg_id,
        content: JSON.parse(content as string),
        buffers: all.slice(start + 5),
      };
      for (const listener of [...this.waiting]) listener(message);
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
      return server;
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((closed) => server.close(closed))));
  return ports;
}
