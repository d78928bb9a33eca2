import { isSchedule, type Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';
import { chain, wrongKind } from './pieces';
import { Arguments, type LibraryClass, type LibraryRequest } from './request';

/**
 * `join_schedules` of requests (or schedules): part k sees the steps since its boundary.
 *
 * Boundaries must ascend. The library takes them in any order and lets the last one that has
 * passed decide, so that a part whose boundary is not before all later ones is never seen; only
 * bug-for-bug does the same.
 */
export function joined(args: Arguments, classes: Readonly<Record<string, LibraryClass>>): Schedule {
  const given = args.any('schedules');
  if (!Array.isArray(given) || given.length === 0)
    throw wrongKind(args, `schedules must be a list of { class, params }, got ${show(given)}`);
  const boundaries = args.numbers('boundaries');
  if (boundaries.length !== given.length - 1) {
    throw args.refuse(
      `boundaries must be one less than the ${given.length} schedules, got ${boundaries.length}`,
    );
  }
  const odd = boundaries.find((boundary) => !Number.isSafeInteger(boundary) || boundary < 0);
  if (odd !== undefined) throw args.refuse(`boundaries must be integers of at least 0, got ${odd}`);
  const falls = boundaries.findIndex((boundary, i) => boundary < (boundaries[i - 1] ?? 0));
  if (falls > 0 && !args.bugForBug) {
    throw args.refuse(
      `boundaries must ascend, got ${boundaries[falls - 1]} before ${boundaries[falls]}`,
    );
  }
  const starts = [0, ...boundaries];
  const parts = given.map((part) => partOf(args, part, classes));
  const seen = starts.flatMap((start, i) =>
    starts.slice(i + 1).every((later) => later > start) ? [i] : [],
  );
  return chain(
    seen.map((i) => parts[i] as Schedule),
    seen.slice(1).map((i, k) => (starts[i] as number) - (starts[seen[k] as number] as number)),
  );
}

function partOf(
  args: Arguments,
  part: unknown,
  classes: Readonly<Record<string, LibraryClass>>,
): Schedule {
  if (isSchedule(part)) return part;
  const request = part as Partial<LibraryRequest> | undefined;
  const name = request?.class;
  if (typeof name !== 'string' || !Object.hasOwn(classes, name))
    throw args.refuse(`it cannot join ${show(name ?? part)}`);
  const own = new Arguments({
    compat: args.bugForBug ? 'bug-for-bug' : undefined,
    ...request,
    library: 'optax',
    class: name,
  } as LibraryRequest);
  const schedule = (classes[name] as LibraryClass)(own);
  own.finish();
  return schedule;
}
