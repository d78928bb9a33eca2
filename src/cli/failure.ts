/** Something a command could not do, told without a stack; exit code 1. */
export class Failure extends Error {
  override readonly name: string = 'Failure';
}

/** A command line that cannot be understood; exit code 2. */
export class UsageError extends Error {
  override readonly name: string = 'UsageError';
}

/** "; did you mean …?", or what there is to choose from. */
export function suggestion(meant: string | undefined, names: readonly string[]): string {
  return meant ? `; did you mean ${meant}?` : `; there is ${names.join(', ')}`;
}
