import { createServer } from 'node:net';
import { Failure } from '../setup/failure.mjs';

const loopback = '127.0.0.1';
const usual = 8888;

/**
 * A port of the loopback to listen on.
 *
 * @param {number} [asked] When it is taken, that is an error; nobody wants another one silently.
 * @returns {Promise<number>} Without `asked`: the usual one, or any that is free.
 * @throws {Failure}
 */
export async function choosePort(asked) {
  try {
    return await tryPort(asked ?? usual);
  } catch (error) {
    if (asked === undefined) return tryPort(0);
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    const taken = code === 'EADDRINUSE';
    throw new Failure({
      doing: `listen on port ${asked}`,
      why: taken ? 'another program has it' : `the system refuses it (${code})`,
      remedy: taken
        ? 'end that program, name another port, or leave --port out to get a free one'
        : 'name a port above 1023, or leave --port out to get a free one',
    });
  }
}

/**
 * @param {number} port
 * @returns {Promise<number>}
 */
function tryPort(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: loopback, port, exclusive: true }, () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(address.port));
    });
  });
}
