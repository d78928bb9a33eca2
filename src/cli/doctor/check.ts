import type { Machine } from '../machine';

/** `warning`: it works, but less well; `problem`: something does not work. */
export type Status = 'ok' | 'warning' | 'problem';

/** What a check found. */
export interface Finding {
  readonly status: Status;
  readonly found: string;
  /** How to mend it; missing when there is nothing to mend. */
  readonly remedy?: string;
}

/** One thing that notebooks need. */
export interface Check {
  readonly id: string;
  readonly name: string;
  look(machine: Machine): Finding | Promise<Finding>;
}

/** A finding with the check it comes from. */
export interface Result extends Finding {
  readonly id: string;
  readonly name: string;
}

/** Runs a check; one that throws has found a problem. */
export async function runCheck({ id, name, look }: Check, machine: Machine): Promise<Result> {
  try {
    return { id, name, ...(await look(machine)) };
  } catch (error) {
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { id, name, status: 'problem', found: `the check itself failed: ${why}` };
  }
}

export const ok = (found: string): Finding => ({ status: 'ok', found });
export const warning = (found: string, remedy: string): Finding => ({
  status: 'warning',
  found,
  remedy,
});
export const problem = (found: string, remedy: string): Finding => ({
  status: 'problem',
  found,
  remedy,
});
