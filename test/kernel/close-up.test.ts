import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_MIME, type Chart, decodeColumn, decodePositions } from '../../src/figure';
import { TOY } from './cells';
import { Kernel } from './client';

const rawOf = ({ figure }: Chart): { steps: number[]; losses: number[] } => {
  const trace = figure.data.find(({ meta }) => meta.role === 'loss.raw');
  const losses = [...decodeColumn(trace?.y ?? [])];
  return { steps: trace ? decodePositions(trace, losses.length) : [], losses };
};

describe('a closer look at a run', () => {
  let kernel: Kernel;
  let source: string;
  const COMM = 'close-up';

  /** What the kernel answers to a question. */
  const ask = async (data: unknown): Promise<Chart> => {
    const messages = await kernel.post('comm_msg', { comm_id: COMM, data });
    return messages.find(({ type }) => type === 'comm_msg')?.content.data.chart;
  };

  beforeAll(async () => {
    kernel = await Kernel.start('anneal');
    await kernel.run(TOY);
    const { messages } = await kernel.run(
      'const run = await fit(model, x, y, cosine({ peak: 1e-2 }), { epochs: 15, batchSize: 32 });',
    );
    const frames = messages.filter(({ content }) => content.data?.[CHART_MIME]);
    const sources = frames.map(({ content }) => content.data[CHART_MIME].source);
    // of every frame the same
    expect(new Set(sources).size).toBe(1);
    source = sources[0];
    await kernel.post('comm_open', {
      ...{ comm_id: COMM, target_name: 'anneal', data: { of: source } },
    });
  });
  afterAll(() => kernel.stop());

  it('has each of its steps, with the losses that the run has', async () => {
    const { steps, losses } = rawOf(await ask({ part: [1000, 1100] }));
    const at = steps.indexOf(1000);
    expect(steps.slice(at, at + 101)).toEqual(Array.from({ length: 101 }, (_, i) => 1000 + i));
    const { value } = await kernel.run(
      'JSON.stringify([...run.history.loss.slice(1000, 1101)].map(Math.fround))',
    );
    expect(losses.slice(at, at + 101)).toEqual(JSON.parse(value.trim().slice(1, -1)));
  });

  it('smooths anew, and takes what it cannot read for nothing', async () => {
    expect((await ask({ smoothing: 0.99 })).figure.layout.meta).toMatchObject({ smoothing: 0.99 });
    expect((await ask({ smoothing: 7 })).figure.layout.meta).toMatchObject({ smoothing: 0.999 });
    for (const data of [{ part: ['a', null] }, { part: [1], smoothing: 'x' }, null, 3]) {
      expect((await ask(data)).figure.layout.meta).toMatchObject({ smoothing: 0.9 });
    }
  });

  it('is had while a cell runs, and of a run that is shown again', async () => {
    const running = kernel.run('await new Promise((resolve) => setTimeout(resolve, 1500));');
    const begun = performance.now();
    expect(rawOf(await ask({ part: [0, 9] })).steps.slice(0, 10)).toEqual([...Array(10).keys()]);
    expect(performance.now() - begun).toBeLessThan(1500);
    await running;
    const [shown] = (await kernel.run('show(run)')).of('display_data');
    expect(shown.data[CHART_MIME].source).toBe(source);
  });

  it('is refused by a kernel that does not have the run', async () => {
    const messages = await kernel.post('comm_open', {
      ...{ comm_id: 'late', target_name: 'anneal', data: { of: 'of another kernel' } },
    });
    expect(messages.map(({ type }) => type)).toContain('comm_close');
  });
});
