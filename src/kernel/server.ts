import { Publisher, Reply, Router } from 'zeromq';
import { HOST_KEY, type Host, type Writer } from '../display';
import { complete, inspect, isComplete, kernelInfo } from './answers';
import { CommManager } from './comms';
import { Control } from './control';
import { Engine } from './engine';
import { History } from './history';
import { Interrupts } from './interrupts';
import { Outbox, PUBLISHER } from './outbox';
import { CellOutput } from './output';
import { Turns } from './turns';
import { finishTensorFlow } from './unfinished-tensorflow';
import { type Frames, type Header, type Request, Wire } from './wire';

/** What Jupyter writes for a kernel: where to listen, and how to sign. */
export interface Connection {
  readonly transport: string;
  readonly ip: string;
  readonly key: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
}

/** Sends a reply back to where its request came from. */
type Respond = (frames: Frames) => void;

const { version } = require('../../package.json') as { version: string };

const GOES_ON =
  'Interrupted. A loop of this cell that awaits goes on in the background until it ends; restart the kernel to end it.\n';

const LEFT_OUT =
  'Some of what this cell printed is missing: it printed faster than it could be sent, without an await in between.\n';

/** Milliseconds that the end of the kernel waits for front ends that read what it said. */
const PATIENCE = 5000;

/** A Jupyter kernel around tslab's compiler and executor. */
export class Server {
  private readonly connection: Connection;
  private readonly wire: Wire;
  private readonly shell = new Router();
  private readonly stdin = new Router();
  private readonly heartbeat = new Reply();
  private readonly iopub = new Publisher(PUBLISHER);
  private readonly outbox = new Outbox(this.iopub);
  private readonly shellBox = new Outbox(this.shell);
  private readonly control: Control;
  private readonly turns = new Turns();
  private readonly engine = new Engine(process.cwd(), this.turns);
  private readonly history = new History();
  private readonly interrupts: Interrupts;
  private readonly comms: CommManager;
  /** Cells that wait for the one that runs. */
  private readonly queue: { readonly request: Request; readonly reply: Respond }[] = [];
  private count = 0;
  /** The last cell that began: what is printed outside any cell belongs to it. */
  private last: CellOutput | undefined;
  private working = false;
  /** What is being answered: messages that an answer causes belong to it. */
  private answering: Header | undefined;

  constructor(connection: Connection) {
    this.connection = connection;
    this.wire = new Wire(connection.key);
    this.control = new Control(this.address(connection.control_port), connection.key, {
      interrupt: (cut) => this.interrupt(cut),
      request: (frames) => this.receive([...frames], (reply) => this.control.send(reply)),
      unreadable: (message) => this.log(`cannot read a control message: ${message}`),
    });
    this.interrupts = new Interrupts(
      this.turns,
      () => this.endCell(),
      (stopsItself) => {
        this.control.stopsItself = stopsItself;
      },
    );
    this.comms = new CommManager(
      (type, content, buffers) => {
        this.refuseWhenFull();
        this.publish(type, content, this.answering ?? this.last?.parent, buffers);
      },
      (error) => console.error(error),
    );
  }

  /** Binds the sockets and answers until it is shut down. */
  async start(): Promise<void> {
    // a library may be deep, and the line of the cell is behind it
    Error.stackTraceLimit = 50;
    this.captureStreams();
    this.leaveHost();
    this.hearSignals();
    process.on('uncaughtException', (error) => this.tellOfBackground('Uncaught', error));
    process.on('unhandledRejection', (reason) =>
      this.tellOfBackground('Unhandled rejection', reason),
    );
    const { shell_port, iopub_port, stdin_port, hb_port } = this.connection;
    await Promise.all([
      this.shell.bind(this.address(shell_port)),
      this.iopub.bind(this.address(iopub_port)),
      this.stdin.bind(this.address(stdin_port)),
      this.heartbeat.bind(this.address(hb_port)),
      this.control.bound,
    ]);
    void this.echo();
    for await (const frames of this.shell) {
      this.receive(frames, (reply) => this.shellBox.send(reply));
    }
  }

  private address(port: number): string {
    return `${this.connection.transport}://${this.connection.ip}:${port}`;
  }

  private async echo(): Promise<void> {
    for await (const frames of this.heartbeat) await this.heartbeat.send(frames);
  }

  private receive(frames: Buffer[], reply: Respond): void {
    let request: Request;
    try {
      request = this.wire.read(frames);
    } catch (error) {
      this.log(`cannot read a message: ${(error as Error).message}`);
      return;
    }
    if (request.header.msg_type === 'execute_request') {
      this.queue.push({ request, reply });
      void this.work();
    } else {
      this.publish('status', { execution_state: 'busy' }, request.header);
      this.answer(request, reply, () =>
        this.publish('status', { execution_state: 'idle' }, request.header),
      );
    }
  }

  private answer(request: Request, reply: Respond, done: () => void): void {
    const { header, content, buffers } = request;
    const type = header.msg_type;
    if (type === 'comm_open' || type === 'comm_msg' || type === 'comm_close') {
      const take = (): void => {
        this.answering = header;
        this.comms.receive(type, content, buffers);
      };
      this.turns.run(take, () => {
        this.answering = undefined;
        done();
      });
      return;
    }
    const answers: Readonly<Record<string, () => object>> = {
      kernel_info_request: () => kernelInfo(version, this.engine.internals.ts.version),
      complete_request: () => complete(this.engine, content, process.cwd()),
      inspect_request: () => inspect(this.engine, content),
      is_complete_request: () => isComplete(this.engine, content),
      history_request: () => ({ status: 'ok', history: this.history.ask(content) }),
      comm_info_request: () => ({
        status: 'ok',
        comms: this.comms.info(content.target_name as string | undefined),
      }),
      shutdown_request: () => ({ status: 'ok', restart: content.restart === true }),
    };
    const answer = answers[type];
    if (!answer) {
      // what this protocol does not know is no business of the user's cell
      this.log(`does not know ${type}`);
    } else reply(this.replyTo(request, answer()));
    done();
    if (type === 'shutdown_request') void this.stop();
  }

  private replyTo({ header, identities }: Request, content: object): Frames {
    const type = header.msg_type.replace('_request', '_reply');
    return this.wire.write(type, content, { parent: header, identities });
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    for (let next = this.queue.shift(); next; next = this.queue.shift()) {
      await this.execute(next.request, next.reply);
    }
    this.working = false;
  }

  private async execute(request: Request, reply: Respond): Promise<void> {
    const { code: given, silent = false, store_history = true } = request.content;
    const code = String(given);
    const output = new CellOutput(
      this.wire,
      (frames) => this.outbox.send(frames),
      request.header,
      silent === true,
    );
    this.last = output;
    this.engine.internals.jupyter.lastWriteDisplayData = this.writerOf(output);
    output.publish('status', { execution_state: 'busy' });
    const remembered = silent !== true && store_history !== false;
    if (remembered) this.count += 1;
    output.publish('execute_input', { code, execution_count: this.count });
    const outcome = await this.engine.run(code, this.count);
    let shown: string | null = null;
    if (outcome.status === 'error') output.publish('error', outcome.error);
    else if (outcome.shown && silent !== true) {
      const data = outcome.shown;
      shown = String(data['text/plain']);
      output.publish('execute_result', { execution_count: this.count, data, metadata: {} });
    }
    if (remembered) this.history.add(this.count, code, shown);
    const rest = outcome.status === 'ok' ? { user_expressions: {}, payload: [] } : outcome.error;
    if (output.leftOut) output.write('stderr', LEFT_OUT);
    output.flush();
    const failed = outcome.status === 'error' && request.content.stop_on_error !== false;
    const behind = failed ? await this.takeQueue() : [];
    reply(this.replyTo(request, { status: outcome.status, execution_count: this.count, ...rest }));
    output.publish('status', { execution_state: 'idle' });
    for (const one of behind) this.abort(one.request, one.reply);
  }

  /** The cells that were sent before this moment, those that are here but not yet read included. */
  private async takeQueue(): Promise<typeof this.queue> {
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    return this.queue.splice(0);
  }

  /** A cell behind one that failed is not run, and its sender is told so. */
  private abort(request: Request, reply: Respond): void {
    this.publish('status', { execution_state: 'busy' }, request.header);
    reply(this.replyTo(request, { status: 'aborted', execution_count: this.count }));
    this.publish('status', { execution_state: 'idle' }, request.header);
  }

  /** @param cut Whether a loop was ended for it. */
  private interrupt(cut: boolean): void {
    if (!cut) {
      this.interrupts.interrupt();
      return;
    }
    this.hearSignals();
    finishTensorFlow();
    this.turns.cut();
    this.engine.interrupt();
  }

  private endCell(): void {
    if (!this.engine.busy) return;
    this.last?.write('stderr', GOES_ON);
    this.engine.interrupt();
  }

  private publish(
    type: string,
    content: object,
    parent: Header | undefined,
    buffers?: readonly Uint8Array[],
  ): void {
    this.last?.flush();
    const options = { ...(parent && { parent }), ...(buffers && { buffers }) };
    this.outbox.send(this.wire.write(type, content, options));
  }

  private readonly onSignal = (): void => this.interrupt(false);

  /** What goes wrong outside any cell is told in the one that runs, or ran last. */
  private tellOfBackground(what: string, thrown: unknown): void {
    const { traceback } = this.engine.explain(thrown);
    this.last?.write('stderr', `${what} in the background: ${traceback.join('\n')}\n`);
  }

  /** Node takes listeners off while a cell begins, and a loop that is ended then never gives them back. */
  private hearSignals(): void {
    if (!process.listeners('SIGINT').includes(this.onSignal)) process.on('SIGINT', this.onSignal);
  }

  private captureStreams(): void {
    for (const name of ['stdout', 'stderr'] as const) {
      const stream = process[name];
      const own = stream.write.bind(stream);
      stream.write = ((chunk: string | Uint8Array, encoding?: unknown, done?: unknown) => {
        const output = this.last;
        if (!output) return own(chunk);
        // the console would swallow an error, and go on
        if (this.outbox.full) output.leftOut = true;
        else output.write(name, chunk);
        const callback = typeof encoding === 'function' ? encoding : done;
        if (typeof callback === 'function') process.nextTick(callback as () => void);
        return true;
      }) as typeof stream.write;
    }
  }

  private leaveHost(): void {
    const host: Host = {
      kind: 'anneal',
      comms: this.comms,
      writer: () => {
        const output = this.last;
        return output ? this.writerOf(output) : () => {};
      },
      clear: (wait) => {
        this.refuseWhenFull();
        this.last?.publish('clear_output', { wait });
      },
      interruptible: (work, onInterrupt) => this.interrupts.around(work, onInterrupt),
    };
    Object.defineProperty(globalThis, HOST_KEY, { value: host });
  }

  /** More than can wait is refused, or a loop that never yields would fill the memory. */
  private refuseWhenFull(): void {
    if (!this.outbox.full) return;
    throw new RangeError(
      'Cannot put out more: too much waits to be sent; await something in between, such as setImmediate of node:timers/promises',
    );
  }

  private writerOf(output: CellOutput): Writer {
    return (content, update) => {
      this.refuseWhenFull();
      output.publish(update ? 'update_display_data' : 'display_data', content);
    };
  }

  /** A line for Jupyter's own log. */
  private log(text: string): void {
    process.stderr.constructor.prototype.write.call(process.stderr, `[anneal kernel] ${text}\n`);
  }

  private async stop(): Promise<void> {
    await Promise.all([this.outbox.flushed(PATIENCE), this.shellBox.flushed(PATIENCE)]);
    await this.control.close();
    this.engine.close();
    for (const socket of [this.shell, this.iopub, this.stdin, this.heartbeat]) socket.close();
    process.exit(0);
  }
}
