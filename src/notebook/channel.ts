import { type Comm, type CommMessage, host } from '../display';

/** Comm target that outputs open. */
const TARGET = 'anneal';

/** What outputs of this kernel can talk to, by id. */
const known = new Map<string, (comm: Comm) => void>();

/**
 * Lets outputs talk to something that a cell has shown, on a kernel that has comms.
 *
 * @param join Is given each comm that an output opens to it.
 * @returns What outputs name it by.
 */
export function reachable(join: (comm: Comm) => void): string {
  const id = crypto.randomUUID();
  known.set(id, join);
  host().comms?.register(TARGET, connect);
  return id;
}

/** Whoever names it from now on is turned away. */
export function forget(id: string): void {
  known.delete(id);
}

function connect(comm: Comm, { data }: CommMessage): void {
  const join = known.get(String((data as { of?: unknown } | undefined)?.of));
  // a kernel that was started again does not know what an older one has shown
  if (join) join(comm);
  else comm.close();
}
