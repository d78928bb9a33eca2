import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { Pull, Push } from 'zeromq';
import type * as OutboxModule from '../../src/kernel/outbox';

const { Outbox } = createRequire(import.meta.url)(
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
    for (let index = 0; index < 200_000; index++) outbox.send(['x']);
    expect(outbox.full).toBe(false);
    for (let index = 0; index < 1000; index++) outbox.send(['x']);
    expect(outbox.full).toBe(true);
    expect(await arrived(201_000)).toHaveLength(201_000);
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
});
