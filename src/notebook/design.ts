import { type Comm, type CommMessage, display, host } from '../display';
import { fromSpec, isSchedule, type Schedule } from '../schedule';
import { bundleOf, SCHEDULE_MIME } from './bundle';
import { chartOf } from './chart-of';

/** A schedule that is edited in the output of a cell. */
export interface Design {
  /** What is on the screen now; setting it changes what is on the screen. */
  schedule: Schedule;
}

/** Comm target that the designer in an output opens. */
const TARGET = 'anneal';

/** What the designs of this kernel hear from their outputs, by id. */
const open = new Map<string, (comm: Comm) => void>();

/**
 * Shows the Schedule Designer in the cell. On the kernel "TypeScript (anneal)" it is bound both ways,
 * also while another cell runs: what is dragged is in `schedule` at once. Elsewhere the designer
 * offers the code of what it shows, and `schedule` stays what it was.
 *
 * @param schedule What to begin with.
 * @returns A handle whose `schedule` is what the designer shows.
 * @throws TypeError when `schedule` is none, or holds a function, which cannot be drawn by hand.
 * @example
 * const d = design(cosine({ peak: 1e-3, steps: 900 }));
 * assert.equal(d.schedule(0), 1e-3);
 */
export function design(schedule: Schedule): Design {
  const id = crypto.randomUUID();
  let shown = checked(schedule);
  const comms = new Set<Comm>();
  const tell = (except?: Comm): void => {
    for (const comm of comms) if (comm !== except) comm.send({ spec: shown.spec });
  };
  open.set(id, (comm) => {
    comms.add(comm);
    comm.onClose = () => comms.delete(comm);
    comm.onMessage = ({ data }) => {
      const read = fromSpec((data as { spec?: unknown }).spec);
      if (!isSchedule(read)) return;
      shown = read;
      tell(comm);
    };
    comm.send({ spec: shown.spec });
  });
  host().comms?.register(TARGET, connect);
  const { 'image/svg+xml': svg, 'text/plain': text } = bundleOf(chartOf(shown));
  display({
    // other front ends show the picture
    [SCHEDULE_MIME]: { ...shown.spec, design: id },
    'image/svg+xml': svg,
    'text/plain': text,
  });
  return {
    get schedule() {
      return shown;
    },
    set schedule(next) {
      shown = checked(next);
      tell();
    },
  };
}

/** A schedule that can be written as JSON. */
function checked(schedule: Schedule): Schedule {
  if (!isSchedule(schedule)) {
    throw new TypeError(
      'Cannot design this: design takes a schedule such as cosine({ peak: 1e-3 })',
    );
  }
  // throws when it holds a function
  void schedule.spec;
  return schedule;
}

function connect(comm: Comm, { data }: CommMessage): void {
  const id = String((data as { design?: unknown }).design);
  const join = open.get(id);
  // a kernel that was started again does not know what an older one has shown
  if (join) join(comm);
  else comm.close();
}
