const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'the file is larger than is allowed',
  EACCES: 'it may not be opened',
  EPERM: 'it may not be opened',
  EROFS: 'the disk is read-only',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
};

/** The complaint of the system about a file, in words: `Cannot write runs/a.jsonl: the disk is full (ENOSPC)`. */
export function fileError(verb: 'read' | 'write', file: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  const why = code ? `${REASONS[code] ?? message} (${code})` : message;
  return new Error(`Cannot ${verb} ${file}: ${why}`, { cause });
}
