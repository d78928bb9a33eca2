import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOY } from './cells';
import { Kernel } from './client';

describe('a traceback', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.start('anneal');
  });
  afterAll(() => kernel.stop());

  const traceback = async (code: string): Promise<string[]> =>
    (await kernel.run(code)).error.trimEnd().split('\n');
  const pause = 'await new Promise((resolve) => setTimeout(resolve, 50));';

  it('tells lines that say the same apart', async () => {
    expect(
      await traceback(
        'let n = 0;\nconst step = () => {\n  if (++n === 3) throw new Error("third");\n};\nstep();\nstep();\nstep();\nstep();',
      ),
    ).toEqual([
      'Error: third',
      '    at line 3 of this cell: if (++n === 3) throw new Error("third");',
      '    at line 7 of this cell: step();',
    ]);
  });

  it('points into a statement of several lines, below types and comments that leave no JavaScript', async () => {
    expect(
      await traceback(
        '/* a\n comment */\ntype A = {\n  x: number;\n};\nenum Kind { One, Two }\nconst o: any = null;\nconst list = [\n  Kind.One,\n  o.x,\n];',
      ),
    ).toEqual([
      "TypeError: Cannot read properties of null (reading 'x')",
      '    at line 10 of this cell: o.x,',
    ]);
  });

  it('names the cell in which a function was written', async () => {
    const { reply } = await kernel.run(
      '\nfunction fails(x: number): never {\n  throw new RangeError("no " + x);\n}',
    );
    expect(await traceback('// calls\nfails(\n  1 + 1,\n);')).toEqual([
      'RangeError: no 2',
      `    at line 3 of cell [${reply.content.execution_count}]: throw new RangeError("no " + x);`,
      '    at line 2 of this cell: fails(',
    ]);
  });

  it('follows awaits, classes and repaired code', async () => {
    expect(
      await traceback(
        'class A<T> {\n  constructor(readonly of: T) {}\n  async late(): Promise<void> {\n    await null;\n    throw new Error("late");\n  }\n}\nconst b = 1;\nawait (async () => {\n  await new A({ b }).late();\n})();',
      ),
    ).toEqual([
      'Error: late',
      '    at line 5 of this cell: throw new Error("late");',
      '    at line 10 of this cell: await new A({ b }).late();',
      '    at line 9 of this cell: await (async () => {',
    ]);
  });

  it('says where something went wrong in the background, in a timer or a promise', async () => {
    const { reply, text } = await kernel.run(
      `setTimeout(() => {\n  throw new TypeError("timer");\n}, 5);\n${pause}`,
    );
    const { execution_count: count, status } = reply.content;
    expect(status).toBe('ok');
    expect(text('stderr')).toBe(
      `Uncaught in the background: TypeError: timer\n    at line 2 of cell [${count}]: throw new TypeError("timer");\n`,
    );
    const promise = await kernel.run(`\nPromise.reject(new Error("floating"));\n${pause}`);
    expect(promise.text('stderr')).toBe(
      `Unhandled rejection in the background: Error: floating\n    at line 2 of cell [${count + 1}]: Promise.reject(new Error("floating"));\n`,
    );
  });

  it('leads from a training back to the cell, and to what a callback threw', async () => {
    await kernel.run(TOY);
    const wrong = await traceback('\nawait fit(model, tf.zeros([6400, 7]), y, 1e-3);');
    expect(wrong[0]).toMatch(/^TrainingError: Training failed at step 0: input expected a batch/);
    expect(wrong.at(-1)).toBe(
      '    at line 2 of this cell: await fit(model, tf.zeros([6400, 7]), y, 1e-3);',
    );
    const thrown = await traceback(
      'const mine = () => {\n  throw new Error("mine");\n};\nawait fit(model, x, y, 1e-3, { callbacks: { onBatchEnd: mine } });',
    );
    expect(thrown[0]).toBe(
      'TrainingError: Training failed at step 1: onBatchEnd of callbacks[0] threw: mine',
    );
    expect(thrown).toContain(
      '    at line 4 of this cell: await fit(model, x, y, 1e-3, { callbacks: { onBatchEnd: mine } });',
    );
    expect(thrown).toContain('caused by Error: mine');
    expect(thrown).toContain('    at line 2 of this cell: throw new Error("mine");');
  });

  it('is not caught in a circle of causes', async () => {
    expect(await traceback('const e = new Error("a"); e.cause = e; throw e;')).toEqual([
      'Error: a',
      '    at line 1 of this cell: const e = new Error("a"); e.cause = e; throw e;',
    ]);
  });

  it('shows the line of the cell behind a library, however deep that threw', async () => {
    const lines = await traceback(
      'import { cosine } from "anneal";\nconst of = (steps: number) =>\n  cosine({ steps });\nof(-1);',
    );
    expect(lines[0]).toMatch(/^RangeError: Cannot build cosine annealing/);
    expect(lines.slice(1).filter((line) => /[\\/]dist[\\/]/.test(line))).toHaveLength(2);
    expect(lines.slice(-2)).toEqual([
      '    at line 3 of this cell: cosine({ steps });',
      '    at line 4 of this cell: of(-1);',
    ]);
    const deep = await traceback(
      'const dig = (n: number): number => (n === 0 ? JSON.parse("{") : [n].map(() => dig(n - 1))[0]);\ndig(12);',
    );
    expect(deep.at(-1)).toBe('    at line 2 of this cell: dig(12);');
  });

  it('survives a custom text that throws', async () => {
    const answer = await kernel.run(
      "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no text'); } })",
    );
    expect(answer.reply.content).toMatchObject({ status: 'error', evalue: 'no text' });
    expect((await kernel.run('1 + 1')).value).toBe('2\n');
  });
});
