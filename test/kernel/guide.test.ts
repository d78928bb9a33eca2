import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOY } from './cells';
import { Kernel } from './client';

// what the guide marks as ts runs in plain Node, by test/guides.test.ts
const [display = '', comms = '', ...others] = [
  ...readFileSync('docs/guide/kernel.md', 'utf8').matchAll(/^```typescript\n([\s\S]*?)^```$/gm),
].map(([, code]) => code);

describe('the guide to the kernel', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.start('anneal');
  });
  afterAll(() => kernel.stop());

  it('holds a cell whose value says what it looks like, and one that answers a comm', async () => {
    expect(others).toEqual([]);
    const shown = await kernel.run(display);
    expect(shown.of('execute_result')[0]?.data).toEqual({
      'text/html': '<b>three</b>',
      'text/plain': 'three',
    });

    expect((await kernel.run(comms)).reply.content.status).toBe('ok');
    await kernel.post('comm_open', { comm_id: 'c', target_name: 'progress', data: {} });
    const heard = await kernel.post('comm_msg', { comm_id: 'c', data: 7 }, [Buffer.from([1])]);
    expect(heard.find(({ type }) => type === 'comm_msg')?.content.data).toEqual({
      heard: 7,
      bytes: 1,
    });
  });

  it('is right about display of tslab, and about export', async () => {
    const shown = await kernel.run(
      "import { display } from 'tslab';\ndisplay.html('<i>four</i>');",
    );
    expect(shown.of('display_data')[0]?.data['text/html']).toBe('<i>four</i>');
    expect((await kernel.run('export const five = 5;')).reply.content.status).toBe('error');
  });

  it('is right about a model.fit that goes on, and how the next cell ends it', async () => {
    await kernel.run(TOY);
    const told = 'globalThis as { ended?: boolean }';
    const options =
      "{ epochs: 10_000, verbose: 0, yieldEvery: 'batch', callbacks: { onEpochEnd: (epoch) => console.log(epoch) } }";
    let pressed = false;
    const cell = await kernel.run(
      `await model.fit(x, y, ${options}); (${told}).ended = true;`,
      ({ type }) => {
        if (type !== 'stream' || pressed) return;
        pressed = true;
        kernel.interrupt();
      },
    );
    expect(cell.error).toContain('Interrupted');
    expect(cell.text('stderr')).toContain('goes on in the background');
    const next = await kernel.run(
      `model.stopTraining = true; while (!(${told}).ended) await new Promise((later) => setTimeout(later, 20)); 'over'`,
    );
    expect(next.value).toBe("'over'\n");
    const again = await kernel.run(
      'const { epoch } = await model.fit(x, y, { verbose: 0 }); epoch',
    );
    expect(again.value).toBe('[ 0 ]\n');
  });
});
