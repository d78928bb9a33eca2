import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kernel } from './client';

/** Cells that both kernels have run, and positions in the next one, each at the end of its text. */
const BEFORE = `import * as tf from '@tensorflow/tfjs-node';
import { cosine } from 'anneal';
interface Point { readonly x: number; label?: string }
/** Adds one. @param n What to add to. */
function increment(n: number): number { return n + 1; }
const point: Point = { x: 1 };
const schedule = cosine({ peak: 1e-3 });`;

const POSITIONS = [
  'Mat',
  'Math.co',
  'poi',
  'point.',
  'incr',
  'schedule.',
  'schedule.warmup(1).',
  'tf.layers.den',
  'const next: Poi',
  'cosine({ pe',
  "'text'.pad",
  '[1, 2].ma',
  'const own = { a: 1 }; own.',
  'nothing.of.this.exists.',
];

const HOVERED = ['increment', 'point', 'schedule', 'cosine', 'Math.cos', 'tf.zeros', 'Point'];

describe('completion and inspection', () => {
  const kernels: Kernel[] = [];
  beforeAll(async () => {
    for (const name of ['anneal', 'tslab'] as const) {
      const kernel = await Kernel.start(name);
      expect((await kernel.run(BEFORE)).reply.content.status).toBe('ok');
      kernels.push(kernel);
    }
  });
  afterAll(() => Promise.all(kernels.map((kernel) => kernel.stop())));

  /** What both answer. */
  const both = async (type: string, content: object): Promise<unknown[]> =>
    Promise.all(kernels.map(async (kernel) => (await kernel.ask(type, content)).content));

  it.each(POSITIONS)('complete as tslab does: %s', async (code) => {
    const [ours, tslab] = await both('complete', { code, cursor_pos: code.length });
    const { matches, cursor_start, cursor_end } = tslab as Record<string, unknown>;
    expect(ours).toMatchObject({ status: 'ok', matches, cursor_start, cursor_end });
    if (!code.startsWith('nothing')) expect(matches).not.toEqual([]);
  });

  it.each(HOVERED)('explain as tslab does: %s', async (code) => {
    const request = { code: `${code};`, cursor_pos: code.length - 1, detail_level: 0 };
    const [ours, tslab] = await both('inspect', request);
    const { found, data } = tslab as Record<string, unknown>;
    expect(ours).toMatchObject({ status: 'ok', found, data });
    expect(found).toBe(true);
  });
});
