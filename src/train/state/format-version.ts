/** A file whose format is newer than this version of the library knows. */
export class NewerFormatError extends Error {}

/** @throws NewerFormatError, its message the end of a sentence, when `version` is above `known`. */
export function checkFormat(version: number, known: number): void {
  if (version <= known) return;
  throw new NewerFormatError(
    `it was written by a newer version of anneal, in format ${version}; this one reads format ${known}`,
  );
}
