import type { Comm } from '../display';
import { type RunTrail, runMemory, runTrail } from '../figure';
import { fromSpec, isSchedule, type Schedule } from '../schedule';
import type { Run, Steerable } from '../train';
import { viewOf } from './chart-of';

/** A schedule that is edited in the output of a cell. */
export interface Design {
  /** What is on the screen now; setting it changes what is on the screen. */
  schedule: Schedule;
}

/** What an output is told: the schedule to show, how a run goes, or why an edit will not do. */
export interface DesignMessage {
  readonly spec?: object;
  /** The last edit of that output which is in `spec`: an output that has made more goes on. */
  readonly after?: number;
  readonly run?: RunTrail;
  readonly problem?: string;
}

/** What an output tells: what it shows, and how many edits it has told so far. */
interface Edit {
  readonly spec?: unknown;
  readonly edits?: number;
}

/** Shortest time between two frames of a run, in milliseconds: four a second. */
const FRAME = 250;

/** The kernel's end of a designer: tied to every output that shows it, and to the run that follows it. */
export class BoundDesign implements Design, Steerable {
  private shown: Schedule;
  /** The outputs, each with the edits that were heard of it. */
  private readonly outputs = new Map<Comm, number>();
  private run: Run | undefined;
  private memory = runMemory();
  private next = 0;

  constructor(schedule: Schedule) {
    this.shown = checked(schedule);
  }

  get schedule(): Schedule {
    return this.shown;
  }

  set schedule(next: Schedule) {
    this.shown = checked(next);
    this.tellSchedule();
  }

  /** Ties an output to it. */
  join(comm: Comm): void {
    this.outputs.set(comm, 0);
    comm.onClose = () => this.outputs.delete(comm);
    comm.onMessage = ({ data }) => this.hear(comm, (data ?? {}) as Edit);
    comm.send({ spec: this.shown.spec });
    if (this.run) comm.send({ run: this.trailOf(this.run) });
  }

  keep(schedule: Schedule, problem?: string): void {
    this.shown = schedule;
    this.tellSchedule({ ...(problem !== undefined && { problem }) });
  }

  watch(run: Run): void {
    const isEnded = run.status !== 'running';
    if (run !== this.run) {
      this.run = run;
      this.memory = runMemory();
      this.next = 0;
    }
    if (this.outputs.size === 0 || (!isEnded && performance.now() < this.next)) return;
    const message: DesignMessage = { run: this.trailOf(run) };
    for (const comm of this.outputs.keys()) comm.send(message);
    this.next = performance.now() + FRAME;
  }

  /** One line: what is on the screen. */
  toString(): string {
    return `design of ${this.shown.label}`;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }

  private hear(comm: Comm, { spec, edits = 0 }: Edit): void {
    this.outputs.set(comm, edits);
    try {
      this.shown = checked(fromSpec(spec) as Schedule);
      this.tellSchedule({}, comm);
    } catch (error) {
      const message: DesignMessage = { problem: (error as Error).message };
      comm.send(message);
    }
  }

  private tellSchedule(more: DesignMessage = {}, except?: Comm): void {
    for (const [comm, after] of this.outputs) {
      const message: DesignMessage = { ...more, spec: this.shown.spec, after };
      if (comm !== except) comm.send(message);
    }
  }

  private trailOf(run: Run): RunTrail {
    return runTrail(viewOf(run), this.memory);
  }
}

/** A schedule that can be written as JSON. */
function checked(schedule: Schedule): Schedule {
  if (!isSchedule(schedule)) {
    throw new TypeError(
      'Cannot design this: design takes a schedule such as cosine({ peak: 1e-3 }), none that listens to metrics',
    );
  }
  // throws when it holds a function
  void schedule.spec;
  return schedule;
}
