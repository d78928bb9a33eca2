import { mkdirSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError } from './file-error';

/** Writes of this process that are under way, by file. */
const underWay = new Map<string, Promise<void>>();

/** Waits until this process writes a file no more, whoever began it and whatever came of it. */
export async function isWritten(file: string): Promise<void> {
  await underWay.get(file)?.catch(() => {});
}

/**
 * Writes a file so that whoever reads it, after whatever happens, finds the old one or the new one
 * whole: under a temporary name, to the disk, then renamed. One process a file.
 *
 * @param previous Where the old one goes; it is replaced when left out.
 * @throws Error that names the file and says why, such as a full disk; the old file is then untouched.
 */
export async function writeAtomically(
  file: string,
  parts: readonly Uint8Array[],
  previous?: string,
): Promise<void> {
  while (underWay.has(file)) await isWritten(file);
  const written = write(file, parts, previous);
  underWay.set(file, written);
  try {
    await written;
  } finally {
    if (underWay.get(file) === written) underWay.delete(file);
  }
}

async function write(
  file: string,
  parts: readonly Uint8Array[],
  previous: string | undefined,
): Promise<void> {
  // one name for all attempts, so that what a killed one left is written over
  const temporary = `${file}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    await withFile(temporary, 'w', async (handle) => {
      for (const part of parts) await writeAll(handle, part);
      await handle.sync();
    });
    if (previous !== undefined) await rename(file, previous).catch(ignoreMissing);
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw fileError('write', file, error);
  }
}

async function withFile(
  file: string,
  flags: string,
  work: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(file, flags);
  try {
    await work(handle);
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, part: Uint8Array): Promise<void> {
  for (let done = 0; done < part.length; ) {
    done += (await handle.write(part, done)).bytesWritten;
  }
}

/** Makes a rename last through a loss of power; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await withFile(folder, 'r', (handle) => handle.sync());
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
