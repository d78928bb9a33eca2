import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from './failure.mjs';
import { processIdentity } from './process-identity.mjs';

/**
 * Says that kernels of this clone may run from now on. Building under a running tslab kernel ends it.
 *
 * @param {string} folder
 * @param {{ what: string, server?: { url: string, token: string } }} use With `server`, its kernels are counted;
 *   without, kernels are taken to run as long as this process does.
 * @returns {() => void} Takes it back.
 */
export function markInUse(folder, use) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${process.pid}.json`);
  const identity = processIdentity(process.pid);
  writeFileSync(file, JSON.stringify({ ...use, pid: process.pid, identity }), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/**
 * Refuses while another process of this clone has kernels.
 *
 * @param {string} folder
 * @param {string} doing
 * @throws {Failure}
 */
export async function refuseWhileInUse(folder, doing) {
  for (const name of list(folder)) {
    const file = join(folder, name);
    const use = JSON.parse(readFileSync(file, 'utf8'));
    if (processIdentity(use.pid) !== use.identity) rmSync(file, { force: true });
    else if (use.pid !== process.pid && (await hasKernels(use.server))) {
      throw new Failure({
        doing,
        why: `${use.what} (process ${use.pid}) has kernels running, and a build would end them`,
        remedy:
          'shut the kernels down (menu Kernel > Shut Down All Kernels) or wait, then run it again',
      });
    }
  }
}

/** @param {{ url: string, token: string } | undefined} server */
async function hasKernels(server) {
  if (!server) return true;
  try {
    const answer = await fetch(`${server.url}/api/kernels`, {
      headers: { Authorization: `token ${server.token}` },
      signal: AbortSignal.timeout(3000),
    });
    return /** @type {unknown[]} */ (await answer.json()).length > 0;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function list(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
