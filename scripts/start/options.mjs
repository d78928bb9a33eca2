import { parseArgs } from 'node:util';
import { Failure } from '../setup/failure.mjs';

export const help = `npm start [-- options]

Sets up everything this clone needs, then opens JupyterLab on the first notebook.

  --no-browser   print the address only
  --port N       listen on this port of the loopback; any free one by default
  --help         this text
`;

/**
 * @param {readonly string[]} args
 * @returns {{ browser: boolean, port: number | undefined, help: boolean }}
 * @throws {Failure}
 */
export function readOptions(args) {
  const doing = 'read the options';
  const remedy = '`npm start -- --help` lists them';
  /** @type {{ 'no-browser'?: boolean, port?: string, help?: boolean }} */
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        'no-browser': { type: 'boolean' },
        port: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new Failure({ doing, why: /** @type {Error} */ (error).message, remedy });
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) {
    const why = `--port must be an integer from 1 to 65535, got ${values.port}`;
    throw new Failure({ doing, why, remedy });
  }
  return { browser: values['no-browser'] !== true, port, help: values.help === true };
}
