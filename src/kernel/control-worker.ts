// owns the control socket on a thread of its own, so that an interrupt arrives while the main thread is in a loop
import { parentPort, workerData } from 'node:worker_threads';
import { Router } from 'zeromq';
import { type ControlData, type FromControl, MAIN, type ToControl } from './control';
import { endUserCode } from './end-user-code';
import { Wire } from './wire';

/** How long the main thread may take to say that it heard of an interrupt, in milliseconds. */
const PATIENCE = 150;

const { address, key, state } = workerData as ControlData;
const port = parentPort as NonNullable<typeof parentPort>;
const flags = new Int32Array(state);
const wire = new Wire(key);
const socket = new Router();
let sending = Promise.resolve();

const tell = (message: FromControl): void => port.postMessage(message);
const send = (frames: readonly (Buffer | string | Uint8Array)[]): void => {
  sending = sending.then(() =>
    socket.send(frames.map((frame) => (typeof frame === 'string' ? frame : Buffer.from(frame)))),
  );
};

port.on('message', (message: ToControl) => {
  if (message.type === 'send') send(message.frames);
  else void sending.then(() => socket.close()).then(() => process.exit(0));
});

/** Interrupts that the main thread has not heard of. */
let unheard = 0;
let heardBefore = -1;
let ending = false;

/** Asks the main thread to stop what it does, and ends it when it does not hear. */
function interrupt(): void {
  const heard = Atomics.load(flags, MAIN.heard);
  unheard = heard === heardBefore ? unheard + 1 : 1;
  heardBefore = heard;
  tell({ type: 'interrupt' });
  setTimeout(() => end(heard), PATIENCE);
}

/** Ends a loop that holds the main thread, unless it has heard since. */
function end(heard: number): void {
  // a loop of the library stops by itself after the update that is under way, however long that takes;
  // it may begin only after the interrupt came
  const stopsItself = (): boolean => Atomics.load(flags, MAIN.stopsItself) !== 0 && unheard < 2;
  const wanted = (): boolean => Atomics.load(flags, MAIN.heard) === heard && !stopsItself();
  if (!wanted() || ending) return;
  ending = true;
  endUserCode({
    wanted,
    // the interrupt is the first thing that the main thread hears afterwards
    ends: () => Atomics.add(flags, MAIN.ended, 1),
    over: () => {
      ending = false;
    },
  });
}

async function receive(): Promise<void> {
  await socket.bind(address);
  tell({ type: 'bound' });
  for await (const frames of socket) {
    try {
      const request = wire.read(frames as Buffer[]);
      const { identities, header } = request;
      if (header.msg_type === 'interrupt_request') {
        interrupt();
        send(wire.write('interrupt_reply', { status: 'ok' }, { parent: header, identities }));
      } else {
        tell({ type: 'request', frames: frames as Buffer[] });
      }
    } catch (error) {
      tell({ type: 'unreadable', message: (error as Error).message });
    }
  }
}

void receive();
