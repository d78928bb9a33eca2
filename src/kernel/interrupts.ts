import type { Turns } from './turns';

/** What an interrupt does: asks work that can stop by itself to, or ends the cell. */
export class Interrupts {
  private readonly stops: (() => void)[] = [];
  private readonly turns: Turns;
  private readonly endCell: () => void;
  private readonly onChange: (stopsItself: boolean) => void;

  /** @param onChange Is told whether what runs stops by itself. */
  constructor(turns: Turns, endCell: () => void, onChange: (stopsItself: boolean) => void) {
    this.turns = turns;
    this.endCell = endCell;
    this.onChange = onChange;
  }

  /** Runs work; the first interrupt meanwhile calls `onInterrupt`, the second ends the cell. */
  async around<T>(work: () => Promise<T>, onInterrupt: () => void): Promise<T> {
    const stop = (): void => onInterrupt();
    this.stops.push(stop);
    this.onChange(true);
    try {
      return await work();
    } finally {
      this.forget(stop);
    }
  }

  /** An interrupt has come. */
  interrupt(): void {
    const stop = this.stops.at(-1);
    if (stop) {
      this.forget(stop);
      this.turns.run(stop, (error) => error && console.error(error));
    } else this.endCell();
  }

  private forget(stop: () => void): void {
    const index = this.stops.indexOf(stop);
    if (index >= 0) this.stops.splice(index, 1);
    this.onChange(this.stops.length > 0);
  }
}
