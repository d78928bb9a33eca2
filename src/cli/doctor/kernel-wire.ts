import { createHmac, randomUUID } from 'node:crypto';

interface Dealer extends AsyncIterable<Uint8Array[]> {
  linger: number;
  connect(address: string): void;
  send(frames: readonly string[]): Promise<void>;
  close(): void;
}

/** What is used of the package. */
export interface Zeromq {
  readonly Dealer: new () => Dealer;
}

const DELIMITER = '<IDS|MSG>';

/** The shell channel of a kernel, for one question. */
export class KernelWire {
  readonly #socket: Dealer;
  readonly #key: string;

  constructor({ Dealer }: Zeromq, address: string, key: string) {
    this.#key = key;
    this.#socket = new Dealer();
    // closing must not wait for a kernel that never came
    this.#socket.linger = 0;
    this.#socket.connect(address);
  }

  /**
   * Asks who the kernel is; zeromq keeps the question until it is there.
   *
   * @returns Nothing when it answered, else why not.
   */
  async kernelInfo(): Promise<string | undefined> {
    await this.#socket.send(this.#message('kernel_info_request'));
    for await (const frames of this.#socket) {
      const text = frames.map((frame) => Buffer.from(frame).toString());
      const header = JSON.parse(text[text.indexOf(DELIMITER) + 2] ?? '{}') as { msg_type?: string };
      if (header.msg_type === 'kernel_info_reply') return undefined;
    }
    return 'the connection was closed';
  }

  close(): void {
    this.#socket.close();
  }

  #message(type: string): string[] {
    const header = {
      msg_id: randomUUID(),
      session: randomUUID(),
      username: 'anneal',
      date: new Date().toISOString(),
      msg_type: type,
      version: '5.3',
    };
    const parts = [header, {}, {}, {}].map((part) => JSON.stringify(part));
    const signature = createHmac('sha256', this.#key).update(parts.join('')).digest('hex');
    return [DELIMITER, signature, ...parts];
  }
}
