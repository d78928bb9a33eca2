import { StringDecoder } from 'node:string_decoder';
import type { Frames, Header, Wire } from './wire';

/** Text that is sent at once; less waits a moment for more. */
const CHUNK = 64 * 1024;
/** How long text waits for more, in milliseconds. */
const MOMENT = 40;

type StreamName = 'stdout' | 'stderr';

/** What one cell puts out, in order: text is gathered into few messages, everything else goes at once. */
export class CellOutput {
  /** The cell was asked for quietly: nothing of it is shown. */
  readonly silent: boolean;
  readonly parent: Header;
  /** Text was left out, for too much of it waited. */
  leftOut = false;
  private readonly wire: Wire;
  private readonly send: (frames: Frames) => void;
  private readonly decoders = { stdout: new StringDecoder(), stderr: new StringDecoder() };
  private name: StreamName = 'stdout';
  private text: string[] = [];
  private size = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(wire: Wire, send: (frames: Frames) => void, parent: Header, silent: boolean) {
    this.wire = wire;
    this.send = send;
    this.parent = parent;
    this.silent = silent;
  }

  /** Text of a stream. */
  write(name: StreamName, chunk: string | Uint8Array): void {
    const text = typeof chunk === 'string' ? chunk : this.decoders[name].write(Buffer.from(chunk));
    if (text === '' || this.silent) return;
    if (name !== this.name) this.flush();
    this.name = name;
    this.text.push(text);
    this.size += text.length;
    if (this.size >= CHUNK) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), MOMENT);
  }

  /** Any other message of the cell, behind the text before it. */
  publish(type: string, content: object, buffers?: readonly Uint8Array[]): void {
    this.flush();
    if (this.silent && type !== 'status') return;
    this.send(this.wire.write(type, content, { parent: this.parent, ...(buffers && { buffers }) }));
  }

  /** Sends the text that waits. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.size === 0) return;
    const content = { name: this.name, text: this.text.join('') };
    this.text = [];
    this.size = 0;
    this.send(this.wire.write('stream', content, { parent: this.parent }));
  }
}
