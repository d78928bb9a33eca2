import { describe, expect, it } from 'vitest';
import { processOutput } from '../../src/cli/terminal/output';
import { fakeMachine, tell } from './fake-machine';

describe('anneal', () => {
  it.each([
    ['kernal', 'Cannot run anneal: unknown command kernal; did you mean kernel?'],
    [
      'zzz',
      'Cannot run anneal: unknown command zzz; there is convert, plot, lint, sample, kernel, doctor',
    ],
    ['--hlep', 'Cannot run anneal: unknown option --hlep; did you mean --help?'],
    ['kernel lst', 'Cannot run anneal kernel: unknown command lst; did you mean list?'],
    [
      'kernel install --usr',
      'Cannot run anneal kernel install: unknown option --usr; did you mean --user?',
    ],
    ['kernel list -x', 'Cannot run anneal kernel list: unknown option -x; there is --json, --help'],
    [
      'kernel list --constructor',
      'Cannot run anneal kernel list: unknown option --constructor; there is --json, --help',
    ],
    [
      'kernel install --prefix',
      'Cannot run anneal kernel install: --prefix needs a folder, as in --prefix <folder>',
    ],
    [
      'kernel install --prefix --user',
      'Cannot run anneal kernel install: --prefix needs a folder, as in --prefix <folder>',
    ],
    [
      'kernel install --prefix=',
      'Cannot run anneal kernel install: --prefix needs a folder, as in --prefix <folder>',
    ],
    [
      'kernel install --user=yes',
      'Cannot run anneal kernel install: --user takes no value, got "yes"',
    ],
    ['doctor now', 'Cannot run anneal doctor: unexpected "now"'],
    [
      'kernel uninstall --user --sys-prefix',
      'Cannot choose a place: --user and --sys-prefix exclude each other',
    ],
  ])('%s is a usage error', async (line, message) => {
    expect(await tell(fakeMachine(), line)).toEqual({ code: 2, out: '', err: `${message}\n` });
  });

  it('tells a program of a usage error in JSON', async () => {
    const { code, out, err } = await tell(fakeMachine(), 'kernel list --jason --json');
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(JSON.parse(out).error).toContain('did you mean --json?');
  });

  it.each(['', 'kernel'])('"%s" without a command shows its help as an error', async (line) => {
    const { code, out, err } = await tell(fakeMachine(), line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('Commands:\n');
  });

  it.each([
    ...['', 'convert', 'plot', 'lint', 'sample'],
    ...['kernel', 'kernel install', 'kernel list', 'kernel uninstall', 'doctor'],
  ])('"%s" has help with examples', async (line) => {
    const { code, out } = await tell(fakeMachine(), `${line} --help`);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: npx anneal ${line}`.trim());
    expect(out).toContain('Examples:\n  npx anneal ');
    expect(Math.max(...out.split('\n').map((text) => text.length))).toBeLessThanOrEqual(100);
  });

  it('gives help before it complains', async () => {
    expect((await tell(fakeMachine(), 'kernel list --nonsense -h')).code).toBe(0);
  });

  it('says its version', async () => {
    expect(await tell(fakeMachine(), '--version')).toEqual({ code: 0, out: '0.1.0\n', err: '' });
  });

  it('uses colour only when told to, and keeps symbol and word', async () => {
    const { out } = await tell(fakeMachine(), 'kernel uninstall --user', { colour: true });
    expect(out.startsWith('\x1b[2m· none   \x1b[0m ')).toBe(true);
  });
});

describe('processOutput()', () => {
  const colour = (env: Readonly<Record<string, string>>, isTTY: boolean) => {
    const stream = { isTTY } as NodeJS.WriteStream & { fd: 1 & 2 };
    return processOutput(env, { stdout: stream, stderr: stream }).colour;
  };

  it('has colour on a terminal without NO_COLOR', () => {
    expect(colour({}, true)).toBe(true);
    expect(colour({ NO_COLOR: '' }, true)).toBe(true);
    expect(colour({ NO_COLOR: '1' }, true)).toBe(false);
    expect(colour({ TERM: 'dumb' }, true)).toBe(false);
    expect(colour({}, false)).toBe(false);
  });
});
