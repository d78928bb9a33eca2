import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Publisher, Pull, Push, Subscriber } from 'zeromq';
import type * as OutboxModule from '../../src/kernel/outbox';

const { Outbox, PUBLISHER } = createRequire(import.meta.url)(
  '../../dist/kernel/outbox.js',
) as typeof OutboxModule;

/** A socket that sends, and what arrives at the other end. */
async function pair(
  name: string,
): Promise<{ socket: Push; arrived: (count: number) => Promise<string[]> }> {
  const socket = new Push({ sendHighWaterMark: 0 });
  const other = new Pull({ receiveHighWaterMark: 0 });
  await socket.bind(`inproc://${name}`);
  other.connect(`inproc://${name}`);
  const arrived = async (count: number): Promise<string[]> => {
    const texts: string[] = [];
    for await (const [text] of other) if (texts.push(String(text)) === count) break;
    for (const end of [socket, other]) end.close();
    return texts;
  };
  return { socket, arrived };
}

describe('an outbox', () => {
  it('sends all, in order, however many are given at once', async () => {
    const { socket, arrived } = await pair('many');
    const outbox = new Outbox(socket);
    const texts = Array.from({ length: 3000 }, (_, index) => String(index));
    for (const text of texts) outbox.send([text]);
    expect(await arrived(3000)).toEqual(texts);
  });

  it('says when too much waits, and when there is room again', async () => {
    const { socket, arrived } = await pair('large');
    const outbox = new Outbox(socket);
    for (let index = 0; index < 100_000; index++) outbox.send(['x']);
    expect(outbox.full).toBe(false);
    for (let index = 0; index < 1000; index++) outbox.send(['x']);
    expect(outbox.full).toBe(true);
    expect(await arrived(101_000)).toHaveLength(101_000);
    expect(outbox.full).toBe(false);
  });

  it('counts what is large by its size', async () => {
    const { socket, arrived } = await pair('size');
    const outbox = new Outbox(socket);
    const text = 'x'.repeat(1e6);
    for (let index = 0; index < 600; index++) outbox.send([text]);
    expect(outbox.full).toBe(true);
    expect(await arrived(600)).toHaveLength(600);
  });

  describe('of a publisher', () => {
    let publisher: Publisher;
    const readers: Subscriber[] = [];
    beforeEach(async () => {
      publisher = new Publisher(PUBLISHER);
      await publisher.bind('tcp://127.0.0.1:*');
    });
    afterEach(() => {
      for (const end of [publisher, ...readers.splice(0)]) end.close();
    });

    async function reader(): Promise<Subscriber> {
      const one = new Subscriber({ receiveHighWaterMark: 1 });
      readers.push(one);
      one.connect(publisher.lastEndpoint as string);
      one.subscribe();
      // who comes late hears only what is said afterwards
      await new Promise((resolve) => setTimeout(resolve, 500));
      return one;
    }

    async function read(from: Subscriber): Promise<string[]> {
      const texts: string[] = [];
      for await (const [text] of from) if (texts.push(String(text)) === TEXTS.length) break;
      return texts;
    }

    it('keeps what a reader is slow to read, and loses nothing of it', async () => {
      const slow = await reader();
      const outbox = new Outbox(publisher);
      let flushed = false;
      for (const text of TEXTS) outbox.send([text]);
      void outbox.flushed().then(() => {
        flushed = true;
      });
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(flushed).toBe(false);
      expect((await read(slow)).findIndex((text, index) => text !== TEXTS[index])).toBe(-1);
      await outbox.flushed();
    });

    it('waits only so long for a reader that has stopped', async () => {
      await reader();
      const outbox = new Outbox(publisher);
      for (const text of TEXTS) outbox.send([text]);
      const begun = performance.now();
      await outbox.flushed(500);
      expect(performance.now() - begun).toBeGreaterThanOrEqual(500);
    });
  });
});

/** More than lies in sockets and their buffers: 60 MB. */
const TEXTS = Array.from({ length: 6000 }, (_, index) => `${index} ${'x'.repeat(10_000)}`);
