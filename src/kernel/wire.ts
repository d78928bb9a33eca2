import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';

/** Version of the Jupyter protocol that the kernel speaks. */
export const PROTOCOL = '5.3';

/** Header of a message. */
export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

/** A message as it came in. */
export interface Request {
  /** Where a reply goes: the routing prefix of its socket. */
  readonly identities: readonly Buffer[];
  readonly header: Header;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Buffer[];
}

/** Frames of a message on a socket. */
export type Frames = readonly (Buffer | string)[];

const DELIMITER = '<IDS|MSG>';

/** Reads and writes signed messages of one connection. */
export class Wire {
  private readonly session = randomUUID();
  private readonly key: string;

  constructor(key: string) {
    this.key = key;
  }

  /** A message from its frames. @throws Error when it is not signed with the connection's key. */
  read(frames: readonly Buffer[]): Request {
    const at = frames.findIndex((frame) => frame.equals(Buffer.from(DELIMITER)));
    const [signature, header, parent, metadata, content, ...buffers] = frames.slice(at + 1);
    if (at < 0 || !signature || !header || !parent || !metadata || !content) {
      throw new Error('a message lacks frames');
    }
    const expected = Buffer.from(this.sign([header, parent, metadata, content]));
    if (
      this.key !== '' &&
      !(expected.length === signature.length && timingSafeEqual(expected, signature))
    ) {
      throw new Error('a message is not signed with the key of this connection');
    }
    return {
      identities: frames.slice(0, at),
      header: JSON.parse(String(header)),
      metadata: JSON.parse(String(metadata)),
      content: JSON.parse(String(content)),
      buffers,
    };
  }

  /** Frames of a new message. */
  write(
    type: string,
    content: object,
    options: {
      readonly parent?: Header;
      readonly identities?: readonly Buffer[];
      readonly metadata?: object;
      readonly buffers?: readonly Uint8Array[];
    } = {},
  ): Frames {
    const { parent = {}, identities = [], metadata = {}, buffers = [] } = options;
    const header: Header = {
      msg_id: randomUUID(),
      msg_type: type,
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      version: PROTOCOL,
    };
    const parts = [header, parent, metadata, content].map((part) => JSON.stringify(part));
    const bytes = buffers.map((buffer) =>
      Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength),
    );
    return [...identities, DELIMITER, this.sign(parts), ...parts, ...bytes];
  }

  private sign(parts: readonly (Buffer | string)[]): string {
    if (this.key === '') return '';
    const hmac = createHmac('sha256', this.key);
    for (const part of parts) hmac.update(part);
    return hmac.digest('hex');
  }
}
