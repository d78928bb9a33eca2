import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOY } from '../kernel/cells';
import { type Answer, Kernel } from '../kernel/client';
import { endlessCell, loudCell, ordinaryCell } from './kernel-cells';
import { note, progress, Random, times, within } from './soak';

/** Seconds in which a kernel must have answered; the machine may be busy. */
const LIMIT = 120;
/** Milliseconds after which a person presses again. */
const AGAIN = 3000;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('one kernel', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.start('anneal');
    await kernel.run(TOY);
    await kernel.run(`import { kernelComms } from 'anneal';
      kernelComms().register('echo', (comm) => {
        comm.onMessage = ({ data, buffers }) => comm.send(data, buffers);
      });`);
  });
  afterAll(() => kernel.stop());

  const run = (code: string, onMessage?: Parameters<Kernel['run']>[1]): Promise<Answer> =>
    within(LIMIT, code, kernel.run(code, onMessage));

  /** Bytes, after a collection. */
  const memory = async (): Promise<{ rss: number; heap: number; tensors: number }> => {
    const { value } = await run(
      "import v8 from 'node:v8'; import vm from 'node:vm'; v8.setFlagsFromString('--expose-gc'); vm.runInNewContext('gc')(); const { rss, heapUsed: heap } = process.memoryUsage(); JSON.stringify({ rss: rss, heap: heap, tensors: tf.memory().numTensors })",
    );
    return JSON.parse(value.trim().slice(1, -1));
  };

  /** Runs a cell and presses interrupt, first when `begin` says so, then again and again until it ends. */
  const pressed = async (
    code: string,
    begin: Begin,
  ): Promise<{ answer: Answer; presses: number }> => {
    let presses = 0;
    let timer: NodeJS.Timeout | undefined;
    const press = (): void => {
      presses++;
      kernel.interrupt();
      timer = setTimeout(press, AGAIN);
    };
    if (begin.from === 'sent') timer = setTimeout(press, begin.ms);
    const answer = await run(code, ({ type }) => {
      if (begin.from === 'begun' && type === 'execute_input') timer = setTimeout(press, begin.ms);
    });
    clearTimeout(timer);
    return { answer, presses };
  };

  it('lives through cells, interrupts, floods and comms, and stays as large as it was', async (context) => {
    const random = new Random();
    const counts = {
      cell: times(10_000),
      interrupt: times(1000),
      flood: times(40),
      comm: times(1000),
    };
    const events = random.shuffled(
      Object.entries(counts).flatMap(([kind, count]) =>
        Array<keyof typeof counts>(count).fill(kind as keyof typeof counts),
      ),
    );
    const ended = { byFirst: 0, byLater: 0, background: 0 };
    const warm = Math.floor(events.length / 10);
    const begun = performance.now();
    let before = await memory();

    const does: Record<keyof typeof counts, () => Promise<void>> = {
      async cell() {
        const { code, expected, got } = ordinaryCell(random);
        expect(got(await run(code)), code).toBe(expected);
      },
      async flood() {
        const { code, expected, got } = loudCell(random);
        const text = got(await run(code));
        // compared before it is expected: a difference of half a megabyte takes minutes to print
        expect(
          text === expected,
          `${code} gave ${text.length} of ${expected.length} characters`,
        ).toBe(true);
      },
      async comm() {
        const id = `comm-${random.below(2 ** 31)}`;
        const data = { n: random.next() };
        const bytes = Buffer.from(String(data.n));
        const running = random.below(2)
          ? run('await new Promise((resolve) => setTimeout(resolve, 20));')
          : undefined;
        const post = (type: string, content: object, buffers: Buffer[] = []) =>
          within(LIMIT, type, kernel.post(type, { comm_id: id, ...content }, buffers));
        await post('comm_open', { target_name: 'echo', data: {} });
        const [, echo] = await post('comm_msg', { data }, [bytes]);
        expect([echo?.content.data, String(echo?.buffers[0])]).toEqual([data, String(data.n)]);
        await post('comm_close', { data: {} });
        await running;
      },
      async interrupt() {
        if (random.below(8) === 0) {
          kernel.interrupt();
          // it may be heard only when the next cell runs
          while ((await run(PROBE)).value !== '2\n');
          return;
        }
        const { kind, code, ends } = endlessCell(random);
        // most often a while after the kernel took it, as a person would; sometimes at once
        const begin: Begin =
          random.below(5) === 0
            ? { from: 'sent', ms: random.below(40) }
            : { from: 'begun', ms: random.below(400) };
        const { answer, presses } = await pressed(code, begin);
        const { status, ename } = answer.reply.content;
        expect(`${status} ${ename ?? answer.value.trim()}`, `${kind}: ${answer.error}`).toMatch(
          ends,
        );
        ended[presses === 1 ? 'byFirst' : 'byLater'] += 1;
        // a cell that was interrupted while it awaited may have gone into its loop afterwards
        while ((await pressed(PROBE, { from: 'sent', ms: AGAIN })).answer.value !== '2\n') {
          ended.background += 1;
        }
      },
    };

    for (const [index, kind] of events.entries()) {
      await does[kind]();
      if (!kernel.alive) throw new Error(`the kernel died of a ${kind}, event ${index}`);
      if (index === warm) before = await memory();
      progress(index + 1, events.length, 'events');
    }
    await pause(500);
    const after = await memory();
    note(context, {
      'cells, each answered as it must be': counts.cell.toLocaleString('en'),
      'interrupts at random moments': counts.interrupt.toLocaleString('en'),
      'of them in endless cells: ended by the first press, by a later one': `${ended.byFirst}, ${ended.byLater}`,
      'loops begun after their cell was interrupted, ended by the next press': String(
        ended.background,
      ),
      'cells of 100,000 lines, no line lost': String(counts.flood),
      'comms opened, echoed with bytes, closed': counts.comm.toLocaleString('en'),
      'dead kernels, lost `idle`': '0, 0',
      'memory (RSS) after a tenth of it, and at the end': `${megabytes(before.rss)}, ${megabytes(after.rss)}`,
      'JavaScript heap, the same': `${megabytes(before.heap)}, ${megabytes(after.heap)}`,
      minutes: ((performance.now() - begun) / 60_000).toFixed(1),
    });
    console.log(ended, before, after);
    expect(after.tensors - before.tensors).toBeLessThan(100);
    expect(after.heap).toBeLessThan(before.heap * 1.25 + 50e6);
    expect(after.rss).toBeLessThan(before.rss * 1.25 + 100e6);
  });
});

/** Long enough for what the cell before has left behind. */
const PROBE = 'await new Promise((resolve) => setTimeout(resolve, 50)); 1 + 1';

/** When interrupt is pressed first: milliseconds after the cell was sent, or begun. */
interface Begin {
  readonly from: 'sent' | 'begun';
  readonly ms: number;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
