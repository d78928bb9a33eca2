import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readOptions } from '../../scripts/start/options.mjs';
import { choosePort } from '../../scripts/start/port.mjs';

async function takenPort(port = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

describe('choosePort()', () => {
  it('fails with a remedy when the port asked for is taken', async () => {
    const port = await takenPort();
    await expect(choosePort(port)).rejects.toMatchObject({
      message: `Cannot listen on port ${port}: another program has it`,
      parts: { remedy: expect.stringContaining('leave --port out') },
    });
  });

  it('returns a port that can be listened on when none is asked for', async () => {
    // whether or not the usual one is taken on this machine
    await takenPort(8888).catch(() => undefined);
    const port = await choosePort();
    expect(port).not.toBe(8888);
    expect(await takenPort(port)).toBe(port);
  });
});

describe('readOptions()', () => {
  it('opens a browser on any port by default', () => {
    expect(readOptions([])).toEqual({ browser: true, port: undefined, help: false });
  });

  it('reads each option', () => {
    expect(readOptions(['--no-browser', '--port', '9000', '--help'])).toEqual({
      browser: false,
      port: 9000,
      help: true,
    });
  });

  it.each(['0', '65536', '80.5', 'http', ''])('refuses --port=%s', (port) => {
    expect(() => readOptions([`--port=${port}`])).toThrow(
      `Cannot read the options: --port must be an integer from 1 to 65535, got ${port}`,
    );
  });

  it('refuses an option it does not know', () => {
    expect(() => readOptions(['--prot', '1'])).toThrow("Unknown option '--prot'");
  });
});
