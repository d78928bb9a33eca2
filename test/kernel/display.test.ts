import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHART_MIME } from '../../src/figure';
import { SCHEDULE_MIME } from '../../src/notebook/bundle';
import { TOY } from './cells';
import { type KERNELS, Kernel } from './client';

for (const name of ['anneal', 'tslab'] satisfies (keyof typeof KERNELS)[]) {
  describe(`charts on the ${name} kernel`, () => {
    let kernel: Kernel;
    beforeAll(async () => {
      kernel = await Kernel.start(name);
      const { reply } = await kernel.run(TOY);
      expect(reply.content.status).toBe('ok');
    });
    afterAll(() => kernel.stop());

    it('show() sends one bundle: chart, SVG, text, and the spec for an editor', async () => {
      const answer = await kernel.run("show(cosine({ peak: 1e-3, steps: '10ep' }).warmup('1ep'))");
      const [{ data, transient }, ...more] = answer.of('display_data');
      expect(more).toEqual([]);
      expect(Object.keys(data)).toEqual([CHART_MIME, 'image/svg+xml', 'text/plain', SCHEDULE_MIME]);
      expect(data[SCHEDULE_MIME]).toMatchObject({ family: 'warmup', values: { steps: '1ep' } });
      expect(data[CHART_MIME]).toMatchObject({ version: 1, title: 'warm-up + cosine' });
      expect(data['image/svg+xml']).toMatch(/^<svg/);
      expect(transient.display_id).toMatch(/^anneal-/);
      expect(answer.text('stdout') + answer.text('stderr')).toBe('');
    });

    it('compare() takes schedules, a list, or names', async () => {
      for (const given of [
        'cosine(), cosine()',
        '[cosine(), cosine()]',
        '{ a: cosine(), b: cosine() }',
      ]) {
        const answer = await kernel.run(`compare(${given})`);
        expect(answer.of('display_data')).toHaveLength(1);
      }
    });

    it('fit() draws one chart in place while the cell runs, the SVG in its first and last frame', async () => {
      let sentBeforeReply = 0;
      const answer = await kernel.run(
        'const run = await fit(model, x, y, cosine({ peak: 1e-2 }).warmup("5%"), { epochs: 10, batchSize: 32 });',
        ({ type }) => {
          if (type === 'update_display_data') sentBeforeReply++;
        },
      );
      const frames = answer.of('display_data', 'update_display_data');
      expect(answer.reply.content.status).toBe('ok');
      expect(answer.of('display_data')).toHaveLength(1);
      expect(sentBeforeReply).toBeGreaterThanOrEqual(3);
      expect(new Set(frames.map((frame) => frame.transient.display_id)).size).toBe(1);
      const progress = frames.map((frame) => frame.data[CHART_MIME].progress);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBe(1);
      const stills = frames.map((frame) => 'image/svg+xml' in frame.data);
      expect(stills).toEqual(frames.map((_, index) => index === 0 || index === frames.length - 1));
      for (const frame of frames.slice(1, -1)) {
        expect(JSON.stringify(frame.data).length).toBeLessThanOrEqual(25_000);
      }
      expect(JSON.stringify(frames.at(-1)?.data).length).toBeLessThanOrEqual(80_000);
    });

    it('rangeTest() draws its curve in place while the cell runs', async () => {
      const answer = await kernel.run(
        'const test = await rangeTest(model, x, y, { batchSize: 32, steps: 200, repeats: 5 });',
      );
      expect(answer.reply.content.status).toBe('ok');
      expect(answer.of('display_data')).toHaveLength(1);
      const frames = answer.of('display_data', 'update_display_data');
      expect(frames.length).toBeGreaterThanOrEqual(3);
      expect(new Set(frames.map((frame) => frame.transient.display_id)).size).toBe(1);
      const words = frames.map((frame) => frame.data[CHART_MIME].status.kind);
      expect(words.slice(0, -1)).toEqual(words.slice(0, -1).map(() => 'running'));
      expect(words.at(-1)).not.toBe('running');
      const stills = frames.map((frame) => 'image/svg+xml' in frame.data);
      expect(stills).toEqual(frames.map((_, index) => index === 0 || index === frames.length - 1));
      for (const frame of frames.slice(1, -1)) {
        expect(JSON.stringify(frame.data).length).toBeLessThanOrEqual(25_000);
      }
    });

    it('compare() takes runs, and toHTML() writes them into one file', async () => {
      const answer = await kernel.run('compare({ a: [run, run, run], b: run })');
      const [{ data }] = answer.of('display_data');
      expect(data[CHART_MIME]).toMatchObject({ title: '2 settings, 4 runs' });
      expect(JSON.stringify(data).length).toBeLessThanOrEqual(60_000);
      const file = join(mkdtempSync(join(tmpdir(), 'anneal-report-')), 'report.html');
      const { value } = await kernel.run(`toHTML(${JSON.stringify(file)}, run, [run, run])`);
      expect(value).toContain(file);
      expect(readFileSync(file, 'utf8').match(/<section /g)).toHaveLength(2);
    });

    it('what the library returns can be named in a cell, and prints as a short text', async () => {
      const answer = await kernel.run('const steps = run.history.step.length;\nrun');
      expect(answer.value).toMatch(
        /^warm-up \+ cosine: finished, 2000 of 2000 steps in [\d.]+ s\n {2}loss /,
      );
      expect((await kernel.run('cosine({ steps: 900 }).warmup(100)')).value).toMatch(
        /^cosine\({ steps: 900 }\)\.warmup\(100\)\n {2}1,000 steps: /,
      );
    });

    it('an error of the library reaches the cell in words', async () => {
      const answer = await kernel.run('cosine({ steps: 0 })');
      expect(answer.reply.content.status).toBe('error');
      expect(answer.error).toContain(
        'Cannot build cosine annealing: steps must be an integer of at least 1, got 0',
      );
    });
  });
}
