// starts the tslab kernel and adds what it lacks; a kernelspec runs this file with --config-path
import { installHost } from './install-host';
import { fallBackToPureTensorFlow } from './pure-tensorflow';
import { startKernel } from './tslab';

const flag = process.argv.indexOf('--config-path');
const configPath = flag < 0 ? undefined : process.argv[flag + 1];
if (configPath === undefined) {
  console.error(
    'Cannot start the kernel: --config-path <connection file> is missing; Jupyter gives it',
  );
  process.exit(2);
}
fallBackToPureTensorFlow();
startKernel(configPath);
installHost();
