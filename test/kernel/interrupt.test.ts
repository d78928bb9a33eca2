import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOY } from './cells';
import { type KERNELS, Kernel } from './client';

const LONG = 'await fit(model, x, y, cosine({ peak: 1e-3 }), { epochs: 10_000, batchSize: 32 })';

for (const name of ['anneal', 'tslab'] satisfies (keyof typeof KERNELS)[]) {
  describe(`interrupting the ${name} kernel`, () => {
    let kernel: Kernel;
    beforeAll(async () => {
      kernel = await Kernel.start(name);
      await kernel.run(TOY);
    });
    afterAll(() => kernel.stop());

    /** Runs a cell and interrupts it when its first update of a chart arrives. */
    const interrupted = (code: string) => {
      let frames = 0;
      return kernel.run(code, ({ type }) => {
        if (type === 'update_display_data' && ++frames === 2) kernel.interrupt();
      });
    };

    it('ends a training tidily: the run is there, the kernel alive, a second fit works', async () => {
      const first = await interrupted(`const run = ${LONG};`);
      expect(first.reply.content.status).toBe('ok');
      const report = await kernel.run(
        'console.log(run.status, run.steps > 0, run.history.loss.length === run.steps, run.history.lr.length);',
      );
      expect(report.text('stdout')).toMatch(/^interrupted true true \d+\n$/);
      const second = await kernel.run(
        'const again = await fit(model, x, y, 1e-3, { batchSize: 64 }); console.log(again.status, again.steps);',
      );
      expect(second.text('stdout')).toBe('finished 100\n');
      expect(kernel.alive).toBe(true);
    });

    it('ends a range test with what it has measured, the model as it was', async () => {
      await kernel.run(
        "import { rangeTest } from 'anneal';\nconst sum = () => model.getWeights().map((weight) => weight.dataSync().join()).join();\nconst before = sum();",
      );
      setTimeout(() => kernel.interrupt(), 800);
      const answer = await kernel.run(
        'const test = await rangeTest(model, x, y, { steps: 100_000, from: 1e-6, to: 1e-5 });',
      );
      expect(answer.reply.content.status).toBe('ok');
      const report = await kernel.run(
        'console.log(test.status, test.steps > 0, test.steps < 100_000, sum() === before);',
      );
      expect(report.text('stdout')).toBe('interrupted true true true\n');
    });

    it('does so each time, also when fit is the first thing a cell does', async () => {
      for (let round = 0; round < 3; round++) {
        const answer = await interrupted(
          `(${LONG.replace('await ', 'await null, await ')}).status`,
        );
        expect(answer.value).toMatch(/^'?interrupted'?\n$/);
      }
    });

    it('leaves other cells to the kernel: an awaited loop of the user ends with an error', async () => {
      setTimeout(() => kernel.interrupt(), 500);
      const answer = await kernel.run(
        'await new Promise((resolve) => setTimeout(resolve, 20_000));',
      );
      expect(answer.reply.content.status).toBe('error');
      await new Promise((resolve) => setTimeout(resolve, 400)); // tslab drops cells for 200 ms after an error
      expect((await kernel.run('1 + 1')).value).toBe('2\n');
    });

    it('stops a synchronous loop', async () => {
      setTimeout(() => kernel.interrupt(), 500);
      const answer = await kernel.run('for (let i = 0; i < 1e12; i++) {}');
      expect(answer.reply.content.status).toBe('error');
      await new Promise((resolve) => setTimeout(resolve, 400));
      expect((await kernel.run('2 + 2')).value).toBe('4\n');
    });

    if (name === 'anneal') {
      it.each([
        'for (;;) {}',
        "for (;;) console.log('line');",
        'for (;;) try { for (;;) {} } finally { continue }',
        'await null; for (;;) {}',
        'for (;;) await null;',
        'await new Promise((resolve) => setTimeout(resolve, 20)); for (;;) {}',
        'await new Promise((resolve) => setImmediate(resolve)); for (;;) {}',
        "import { display } from 'tslab'; await null; for (;;) display.text('x');",
        'setTimeout(() => { for (;;) {} }, 5); await new Promise(() => {});',
        "({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;) {} } })",
      ])('stops a loop wherever it is, and everything goes on: %s', async (code) => {
        // a press that comes before the loop has begun, on a busy machine, ends the cell and not the loop
        const presses = setInterval(() => kernel.interrupt(), 500);
        const answer = await kernel.run(code).finally(() => clearInterval(presses));
        expect(answer.reply.content).toMatchObject({ status: 'error', ename: 'Interrupted' });
        const next = await kernel.run(
          'await new Promise((resolve) => setImmediate(resolve)); await new Promise((resolve) => setTimeout(resolve, 5)); "on"',
        );
        expect(next.value).toBe("'on'\n");
      });

      it('stops a loop in a function that TensorFlow.js calls, and what comes next trains', async () => {
        const tensors = async () => (await kernel.run('tf.memory().numTensors')).value;
        await kernel.run('await fit(model, x, y, 1e-3, { batchSize: 640 });');
        const before = await tensors();
        for (const call of ['tf.variableGrads(', 'tf.tidy(']) {
          setTimeout(() => kernel.interrupt(), 500);
          const answer = await kernel.run(`${call}() => { x.add(1); for (;;) {} });`);
          expect(answer.error).toBe('Interrupted: the cell was interrupted');
        }
        const { value } = await kernel.run(
          'const after = await fit(model, x, y, 1e-3, { batchSize: 640 }); after.status',
        );
        expect(value).toBe("'finished'\n");
        expect(await tensors()).toBe(before);
      });

      it('stops a loop in the handler of a comm, and the front end hears idle', async () => {
        await kernel.run(`import { kernelComms } from 'anneal';
          kernelComms().register('at once', () => { for (;;) {} });
          kernelComms().register('late', async () => { await null; for (;;) {} });`);
        for (const target_name of ['at once', 'late']) {
          setTimeout(() => kernel.interrupt(), 300);
          await kernel.post('comm_open', { comm_id: target_name, target_name, data: {} });
          expect((await kernel.run('5 + 5')).value).toBe('10\n');
        }
      });

      it('names an awaited loop of the user that goes on', async () => {
        setTimeout(() => kernel.interrupt(), 300);
        const answer = await kernel.run(
          'for (let i = 0; i < 20; i++) await new Promise((resolve) => setTimeout(resolve, 50));',
        );
        expect(answer.error).toBe('Interrupted: the cell was interrupted');
        expect(answer.text('stderr')).toMatch(/goes on in the background/);
        const signal = kernel.run('await new Promise((resolve) => setTimeout(resolve, 20_000));');
        setTimeout(() => kernel.interrupt('signal'), 300);
        expect((await signal).reply.content.ename).toBe('Interrupted');
      });
    }

    it('does nothing to an idle kernel', async () => {
      kernel.interrupt();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect((await kernel.run('3 + 3')).value).toBe('6\n');
    });
  });
}
