import { readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { fileError } from './file-error';

/** The files this process writes, each with the way to tell its writer that another took over. */
const held = new Map<string, () => void>();

/**
 * Takes the right to write a file, so that two kernels cannot write one log. A process that was
 * killed holds nothing; within a process the last one has it, since a cell that was torn down may
 * never give it back.
 *
 * @param lost Called when another of this process has taken it.
 * @returns Gives it back.
 * @throws Error when another living process has it; it names the file and the process.
 */
export function takeLock(file: string, lost: () => void): () => void {
  const lock = lockOf(file);
  const before = held.get(lock);
  if (before) before();
  else createLock(file, lock);
  held.set(lock, lost);
  return () => {
    if (held.get(lock) !== lost) return;
    held.delete(lock);
    rmSync(lock, { force: true });
  };
}

/** The process that writes a file now; nothing when there is none. */
export function holderOf(file: string): number | undefined {
  const text = textOf(lockOf(file));
  const pid = Number.parseInt(text ?? '', 10);
  return text !== undefined && identityOf(pid) === text ? pid : undefined;
}

function lockOf(file: string): string {
  return `${file}.lock`;
}

function createLock(file: string, lock: string): void {
  while (!claim(file, lock)) {
    const holder = holderOf(file);
    if (holder !== undefined) {
      throw new Error(
        `Cannot write ${file}: process ${holder} is writing it; wait for it, stop it, or give log another path`,
      );
    }
    rmSync(lock, { force: true });
  }
}

/** A link to nowhere says who made it, and appears with its text or not at all. */
function claim(file: string, lock: string): boolean {
  const mine = identityOf(process.pid) ?? '';
  try {
    symlinkSync(mine, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP') return claimByFile(file, lock, mine);
    throw fileError('write', file, error);
  }
}

/** Where there are no links. */
function claimByFile(file: string, lock: string, mine: string): boolean {
  try {
    writeFileSync(lock, mine, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fileError('write', file, error);
  }
}

function textOf(lock: string): string | undefined {
  for (const read of [readlinkSync, (path: string) => readFileSync(path, 'utf8')]) {
    try {
      return read(lock);
    } catch {
      // it is the other kind, or there is none
    }
  }
  return undefined;
}

/** What no other process has had: its number, which is given again, and where it is known its start. */
function identityOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to someone else
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop()?.split(' ') ?? [];
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? undefined : `${pid} ${boot} ${fields[19]}`;
  } catch {
    return String(pid);
  }
}
