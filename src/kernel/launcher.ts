// starts the kernel; a kernelspec runs this file with --config-path
import { readFileSync } from 'node:fs';
import { fallBackToPureTensorFlow } from './pure-tensorflow';
import { Server } from './server';
import { installStockHost } from './stock-host';
import { startStockKernel } from './tslab';

const flag = process.argv.indexOf('--config-path');
const configPath = flag < 0 ? undefined : process.argv[flag + 1];
if (configPath === undefined) {
  console.error(
    'Cannot start the kernel: --config-path <connection file> is missing; Jupyter gives it',
  );
  process.exit(2);
}
fallBackToPureTensorFlow();
start(configPath);

/** Our kernel around the tslab that it knows, or tslab as it is. */
function start(path: string): void {
  let server: Server;
  try {
    server = new Server(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.error(`[anneal kernel] runs tslab as it is: ${(error as Error).message}`);
    startStockKernel(path);
    installStockHost();
    return;
  }
  void server.start();
}
