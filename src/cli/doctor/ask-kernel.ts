import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { InstalledKernel } from '../kernel/installed-kernel';
import type { Machine } from '../machine';
import { findPackage } from './find-package';
import { freePorts } from './free-ports';
import { KernelProcess } from './kernel-process';
import { KernelWire, type Zeromq } from './kernel-wire';

/** What came of starting a kernel and asking who it is. */
export type KernelAnswer =
  | { readonly status: 'answered'; readonly seconds: number }
  | { readonly status: 'failed'; readonly why: string }
  | { readonly status: 'not asked'; readonly why: string };

/**
 * Starts a kernel as Jupyter does, sends `kernel_info_request`, and ends it.
 *
 * @param limit Seconds to wait for the answer.
 */
export async function askKernel(
  kernel: Pick<InstalledKernel, 'argv' | 'env' | 'folder'>,
  machine: Machine,
  { limit }: { readonly limit: number },
): Promise<KernelAnswer> {
  const zeromq = loadZeromq(machine);
  if (!zeromq) return { status: 'not asked', why: 'zeromq does not load here' };
  const [shell, iopub, stdin, control, heartbeat] = await freePorts(5);
  const key = randomUUID();
  const connection = {
    transport: 'tcp',
    ip: '127.0.0.1',
    key,
    signature_scheme: 'hmac-sha256',
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: heartbeat,
  };
  const started = Date.now();
  const wire = new KernelWire(zeromq, `tcp://127.0.0.1:${shell}`, key);
  const child = new KernelProcess(kernel, connection, machine);
  try {
    const late = new Promise<string>((resolve) => {
      setTimeout(() => resolve(`nothing within ${limit} s`), limit * 1000).unref();
    });
    const why = await Promise.race([wire.kernelInfo(), child.ended, late]);
    if (why !== undefined) return { status: 'failed', why };
    return { status: 'answered', seconds: (Date.now() - started) / 1000 };
  } finally {
    wire.close();
    await child.end();
  }
}

/** The copy that the kernel uses, so that anneal needs none of its own. */
function loadZeromq({ packageRoot }: Machine): Zeromq | undefined {
  try {
    const tslab = findPackage('tslab', [packageRoot]);
    return createRequire(join(tslab?.folder ?? packageRoot, 'package.json'))('zeromq') as Zeromq;
  } catch {
    return undefined;
  }
}
