import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Kernel } from './client';

describe('the anneal kernel speaks the protocol', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.start('anneal');
  });
  afterAll(() => kernel.stop());
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

  it('tells what it is', async () => {
    const { content } = await kernel.ask('kernel_info');
    expect(content).toMatchObject({
      status: 'ok',
      protocol_version: '5.3',
      implementation: 'anneal',
      language_info: { name: 'typescript', version: '5.0.4', file_extension: '.ts' },
    });
  });

  it('announces a cell, shows its value, and replies', async () => {
    const { messages, reply } = await kernel.run("console.log('a'); ({ b: [1, 2] })");
    expect(messages.map(({ type }) => type)).toEqual([
      'status',
      'execute_input',
      'stream',
      'execute_result',
      'status',
    ]);
    const { execution_count: count } = reply.content;
    expect(reply.content).toEqual({
      status: 'ok',
      execution_count: count,
      user_expressions: {},
      payload: [],
    });
    expect(messages[1]?.content).toMatchObject({ execution_count: count });
    expect(messages[3]?.content).toEqual({
      execution_count: count,
      data: { 'text/plain': '{ b: [ 1, 2 ] }' },
      metadata: {},
    });
  });

  it('shows a value in the form that it has itself', async () => {
    const answer = await kernel.run(
      "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<b>x</b>' }) })",
    );
    expect(Object.keys(answer.of('execute_result')[0].data)).toEqual(['text/plain', 'text/html']);
    expect((await kernel.run('undefined')).of('execute_result')).toEqual([]);
  });

  it('sends an error with name, value and a traceback that points at the line of the cell', async () => {
    const answer = await kernel.run(
      'type T = number;\ninterface I { a: T }\n\nfunction f(): void {\n  throw new RangeError("too far");\n}\nf();',
    );
    expect(answer.reply.content).toMatchObject({
      status: 'error',
      ename: 'RangeError',
      evalue: 'too far',
    });
    const [error] = answer.of('error');
    expect(error.traceback).toEqual([
      'RangeError: too far',
      '    at line 5 of this cell: throw new RangeError("too far");',
      '    at line 7 of this cell: f();',
    ]);
    expect(answer.text('stderr')).toBe('');
  });

  it('explains errors after an await, of the compiler, and things thrown that are no errors', async () => {
    const late = await kernel.run(
      'const wait = await new Promise<number>((resolve) => setTimeout(resolve, 5, 1));\n(null as any).x;',
    );
    expect(late.error).toMatch(
      /^TypeError: .*null.*\n {4}at line 2 of this cell: \(null as any\)\.x;$/,
    );
    const types = await kernel.run('const one = 1;\nconst n: number = "text";');
    expect(types.error).toBe(
      "TypeScript does not accept this cell\n2:7 - Type 'string' is not assignable to type 'number'.\n  const n: number = \"text\";\n        ^",
    );
    expect((await kernel.run('throw { code: 5 }')).error).toBe('Thrown: { code: 5 }');
  });

  it('honours silent and store_history', async () => {
    const before = (await kernel.run('0')).reply.content.execution_count;
    const silent = await kernel.run('console.log("unheard"); 1', () => {}, { silent: true });
    expect(silent.messages.map(({ type }) => type)).toEqual(['status', 'status']);
    const unstored = await kernel.run('2', () => {}, { store_history: false });
    expect(unstored.value).toBe('2\n');
    expect((await kernel.run('3')).reply.content.execution_count).toBe(before + 1);
    const { content } = await kernel.ask('history', {
      hist_access_type: 'tail',
      n: 2,
      output: true,
    });
    expect(content.history).toEqual([
      [1, before, ['0', '0']],
      [1, before + 1, ['3', '3']],
    ]);
  });

  it('tells the senders of cells behind a failed one that they were not run, and runs the next one at once', async () => {
    const failed = kernel.run('await null; throw new Error("first")');
    const behind = [kernel.run('globalThis.ran = 1'), kernel.run('globalThis.ran = 2')];
    expect((await failed).reply.content.status).toBe('error');
    for (const answer of behind) expect((await answer).reply.content.status).toBe('aborted');
    expect((await kernel.run('typeof globalThis.ran')).value).toBe("'undefined'\n");
    const kept = [
      kernel.run('throw 1', () => {}, { stop_on_error: false }),
      kernel.run('"goes on"'),
    ];
    expect((await Promise.all(kept))[1]?.value).toBe("'goes on'\n");
  });

  it('repairs what the compiler of tslab breaks', async () => {
    await kernel.run('const b = 5; const f = (x: { b: number }) => x.b;');
    expect((await kernel.run('f({ b })')).value).toBe('5\n');
    expect((await kernel.run('await (async () => 6)()')).value).toBe('6\n');
    expect((await kernel.run('(await [7])[0]')).value).toBe('7\n');
    const looped = await kernel.run('for await (const x of [8]) console.log(x);');
    expect(looped.text('stdout')).toBe('8\n');
    expect(
      (await kernel.run('let c = 0; ({ b: c } = { b: 9 }); let d; ({ d } = { d: 10 }); [c, d]'))
        .value,
    ).toBe('[ 9, 10 ]\n');
  });

  it('loses no message: 100,000 lines in one turn, and idle', async () => {
    const answer = await kernel.run('for (let i = 0; i < 100_000; i++) console.log(i);');
    const lines = answer.text('stdout').trimEnd().split('\n');
    expect(lines).toHaveLength(100_000);
    expect(lines.every((line, index) => line === String(index))).toBe(true);
    expect(answer.messages.length).toBeLessThan(100);
    const displays = await kernel.run(
      "import { display } from 'tslab'; for (let i = 0; i < 5000; i++) display.text(String(i));",
    );
    expect(displays.of('display_data').map(({ data }) => data['text/plain'])).toEqual(
      Array.from({ length: 5000 }, (_, i) => String(i)),
    );
  });

  it('answers completion, inspection and completeness, also while a cell runs', async () => {
    const running = kernel.run('await new Promise((resolve) => setTimeout(resolve, 1500)); "done"');
    await pause(200);
    const code = "import { cos } from 'anneal'";
    const names = await kernel.ask('complete', { code, cursor_pos: code.indexOf('cos') + 3 });
    expect(names.content.matches).toContain('cosine');
    const modules = await kernel.ask('complete', {
      code: "import x from '@tensorflow/tfjs-n",
      cursor_pos: 33,
    });
    expect(modules.content).toMatchObject({
      matches: ['@tensorflow/tfjs-node'],
      cursor_start: 15,
      cursor_end: 33,
    });
    const hover = await kernel.ask('inspect', {
      code: 'Math.cos(1)',
      cursor_pos: 6,
      detail_level: 0,
    });
    expect(hover.content.found && hover.content.data['text/plain']).toContain('cosine of a number');
    const complete = async (text: string) =>
      (await kernel.ask('is_complete', { code: text })).content.status;
    expect(await Promise.all(['1 + 1', 'if (1) {', 'const = 3;'].map(complete))).toEqual([
      'complete',
      'incomplete',
      'invalid',
    ]);
    expect((await running).value).toBe("'done'\n");
  });

  it('opens comms from either side, with bytes, also while a cell runs, and closes unknown targets', async () => {
    await kernel.run(`import { kernelComms } from 'anneal';
      const take = kernelComms().register('echo', (comm, opening) => {
        comm.send({ opened: opening.data });
        comm.onMessage = ({ data, buffers }) => comm.send({ echo: data }, buffers);
        comm.onClose = () => { globalThis.closed = comm.open; };
      });`);
    const [, reply] = await kernel.post('comm_open', {
      comm_id: 'c1',
      target_name: 'echo',
      data: { a: 1 },
    });
    expect(reply).toMatchObject({
      type: 'comm_msg',
      content: { comm_id: 'c1', data: { opened: { a: 1 } } },
    });
    const running = kernel.run('await new Promise((resolve) => setTimeout(resolve, 800));');
    const [, echo] = await kernel.post('comm_msg', { comm_id: 'c1', data: 2 }, [
      Buffer.from([1, 2, 3]),
    ]);
    expect([echo?.content.data, [...(echo?.buffers[0] ?? [])]]).toEqual([{ echo: 2 }, [1, 2, 3]]);
    await running;
    expect((await kernel.ask('comm_info', {})).content.comms).toEqual({
      c1: { target_name: 'echo' },
    });
    expect((await kernel.ask('comm_info', { target_name: 'other' })).content.comms).toEqual({});
    await kernel.post('comm_close', { comm_id: 'c1', data: {} });
    expect((await kernel.run('globalThis.closed')).value).toBe('false\n');
    const [, refused] = await kernel.post('comm_open', {
      comm_id: 'c2',
      target_name: 'nobody',
      data: {},
    });
    expect(refused).toMatchObject({ type: 'comm_close', content: { comm_id: 'c2' } });
    const opened = await kernel.run(
      "const mine = kernelComms().open('front', { hello: 1 }); mine.close(); mine.close();",
    );
    expect(
      opened.messages.filter(({ type }) => type.startsWith('comm')).map(({ type }) => type),
    ).toEqual(['comm_open', 'comm_close']);
    expect((await kernel.run('mine.send(1)')).error).toContain(
      'Cannot send: the comm for front is closed',
    );
  });

  it('keeps a broken or foreign message to itself', async () => {
    await kernel.post('comm_msg', { comm_id: 'never opened', data: {} });
    expect((await kernel.run('"alive"')).value).toBe("'alive'\n");
  });

  it('ends when it is told to', async () => {
    const own = await Kernel.start('anneal');
    const ended = new Promise((resolve) => own.process.once('exit', resolve));
    await own.shutdown();
    expect(await ended).toBe(0);
    await own.stop();
  });
});
