interface Entry {
  readonly line: number;
  readonly input: string;
  readonly output: string | null;
}

/** Row of a `history_reply`: session, line, and the input, or input and output. */
export type HistoryRow = readonly [number, number, string | readonly [string, string | null]];

/** Most cells that are remembered. */
const MOST = 10_000;

/** The cells of this session, for a front end's history. */
export class History {
  private readonly entries: Entry[] = [];

  add(line: number, input: string, output: string | null): void {
    this.entries.push({ line, input, output });
    if (this.entries.length > MOST) this.entries.shift();
  }

  /** What a `history_request` asks for: the last n, a range of lines, or those that match a pattern of `*` and `?`. */
  ask(request: Readonly<Record<string, unknown>>): HistoryRow[] {
    const { hist_access_type: kind, output = false } = request;
    const count = typeof request.n === 'number' ? request.n : MOST;
    const rows = (entries: readonly Entry[]): HistoryRow[] =>
      entries.map(({ line, input, output: shown }) => [1, line, output ? [input, shown] : input]);
    if (kind === 'range') {
      const { start = 1, stop = Infinity } = request as { start?: number; stop?: number };
      return rows(this.entries.filter(({ line }) => line >= start && line < (stop ?? Infinity)));
    }
    if (kind !== 'search') return rows(this.entries.slice(-count));
    const pattern = glob(String(request.pattern ?? '*'));
    const found = this.entries.filter(({ input }) => pattern.test(input));
    const last = new Map(found.map((entry) => [entry.input, entry]));
    return rows((request.unique ? [...last.values()] : found).slice(-count));
  }
}

function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[\\s\\S]*').replaceAll('?', '[\\s\\S]')}$`);
}
