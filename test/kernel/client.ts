import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
}

/** What came back for a cell: every message on iopub, in order, and the reply. */
export interface Answer {
  readonly messages: Message[];
  readonly reply: Message;
  /** Text of a stream. */
  text(name: 'stdout' | 'stderr'): string;
  /** Content of all messages of some types. */
  of(...types: string[]): Message['content'][];
}

/** How a kernel is started; `{connection_file}` is filled in. */
export const KERNELS = {
  anneal: ['dist/kernel/launcher.js', '--config-path', '{connection_file}'],
  tslab: ['node_modules/tslab/bin/tslab', 'kernel', '--config-path', '{connection_file}'],
} as const;

/** A real kernel in a process of its own, spoken to over the wire protocol as a front end does. */
export class Kernel {
  private readonly waiting = new Set<(message: Message) => void>();
  private readonly session = randomUUID();

  private constructor(
    readonly process: ChildProcess,
    private readonly key: string,
    private readonly shell: Dealer,
    private readonly iopub: Subscriber,
    private readonly folder: string,
  ) {}

  /** Starts a kernel in `cwd` and waits until it answers. */
  static async start(name: keyof typeof KERNELS, cwd = 'notebooks'): Promise<Kernel> {
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
    const [script, ...rest] = KERNELS[name].map((part) =>
      part === '{connection_file}' ? file : part,
    );
    const child = spawn(process.execPath, [resolve(script as string), ...rest], {
      cwd,
      stdio: 'inherit',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' },
    });
    const kernel = new Kernel(child, key, new Dealer(), new Subscriber(), folder);
    kernel.shell.connect(`tcp://127.0.0.1:${shell}`);
    kernel.iopub.connect(`tcp://127.0.0.1:${iopub}`);
    kernel.iopub.subscribe();
    void kernel.receive(kernel.shell);
    void kernel.receive(kernel.iopub);
    await kernel.ready();
    return kernel;
  }

  /** Runs a cell to its end: until the reply and `idle` have both come. */
  async run(code: string, onMessage: (message: Message) => void = () => {}): Promise<Answer> {
    const messages: Message[] = [];
    const content = {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
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
    return { messages, reply, of, text };
  }

  /** Interrupts as a front end does for `interrupt_mode: signal`. */
  interrupt(): void {
    this.process.kill('SIGINT');
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
    this.iopub.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async request(
    type: string,
    content: object,
    onIopub: (message: Message) => void,
  ): Promise<Message> {
    const id = randomUUID();
    const done = new Promise<Message>((resolveRequest) => {
      let reply: Message | undefined;
      let idle = false;
      const listener = (message: Message): void => {
        if (message.parent !== id) return;
        if (message.type === type.replace('_request', '_reply')) reply = message;
        else onIopub(message);
        idle ||= message.type === 'status' && message.content.execution_state === 'idle';
        if (!reply || !idle) return;
        this.waiting.delete(listener);
        resolveRequest(reply);
      };
      this.waiting.add(listener);
    });
    await this.shell.send(this.sign(type, id, content));
    return done;
  }

  /** A subscriber may join late: asks until the kernel's `idle` arrives as well. */
  private async ready(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const answered = this.request('kernel_info_request', {}, () => {}).then(() => true);
      const late = new Promise<false>((done) => setTimeout(done, 1000, false));
      if (await Promise.race([answered, late])) return;
      if (!this.alive || attempt === 30) throw new Error('the kernel did not start');
    }
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
      const texts = (frames as Buffer[]).map(String);
      const [, header, parent, , content] = texts.slice(texts.indexOf('<IDS|MSG>') + 1);
      const message: Message = {
        type: JSON.parse(header as string).msg_type,
        parent: JSON.parse(parent as string).msg_id,
        content: JSON.parse(content as string),
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
