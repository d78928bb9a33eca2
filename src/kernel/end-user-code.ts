import { type Debugger, Session } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import { isCellUrl } from './cell-scripts';
import { TSLAB_PATHS } from './tslab';

/** What to do with a main thread that is paused. */
export type Verdict =
  /** End it here. */
  | 'end'
  /** Let the innermost function return first. */
  | 'return'
  /** Let it go on, and look again. */
  | 'wait';

/** How long a library that a cell called may take to return, in milliseconds. */
const LIBRARY_PATIENCE = 3000;
/** How long until the next look, in milliseconds. */
const AGAIN = 10;
/** How long an end may take to show, in milliseconds: one that comes while V8 handles a pause can be lost. */
const LOST = 500;

/** Scripts of the kernel, and of what it runs for itself. */
const KERNEL = [`${pathToFileURL(__dirname)}/`, '/zeromq/', ...TSLAB_PATHS];

const isKernel = (url: string): boolean => KERNEL.some((part) => url.includes(part));

/**
 * What may be done with a main thread. The end of a function from outside runs no `finally`: in a cell
 * it does no harm, a library may be left in a state that it does not know, and of the kernel's own
 * work the next cell would find half. So a cell is ended where it is itself at work; what it called
 * returns first, but for a library that does not.
 *
 * @param stack Addresses of the scripts of its functions, the innermost first.
 * @param late Whether a library has had its time.
 */
export function judge(stack: readonly string[], late: boolean): Verdict {
  const cell = stack.findIndex(isCellUrl);
  if (cell === 0) return 'end';
  const called = cell < 0 ? stack : stack.slice(0, cell);
  const inLibrary = cell >= 0 || called.some((url) => !url.startsWith('node:'));
  if (late && inLibrary && !called.some(isKernel)) return 'end';
  return cell > 0 ? 'return' : 'wait';
}

/**
 * Ends what the main thread does as soon as that does no harm: the main thread is paused, looked at,
 * and goes on or not.
 *
 * @param options.wanted Whether it is still to be ended.
 * @param options.ends Is called just before it is ended.
 * @param options.over Is called when this is over, whatever came of it.
 */
export function endUserCode({
  wanted,
  ends,
  over,
}: {
  readonly wanted: () => boolean;
  readonly ends: () => void;
  readonly over: () => void;
}): void {
  const session = new Session();
  session.connectToMainThread();
  const begun = performance.now();
  const urls = new Map<string, string>();
  let next = begun;
  // a main thread that has nothing to do never pauses, and a function may never return
  const looking = setInterval(() => {
    if (!wanted()) close();
    else if (performance.now() >= next) session.post('Debugger.pause');
  }, AGAIN);
  let closed = false;
  const close = (): void => {
    if (closed) return;
    closed = true;
    clearInterval(looking);
    session.disconnect();
    over();
  };
  session.on('Debugger.scriptParsed', ({ params }) => urls.set(params.scriptId, params.url));
  session.on('Debugger.paused', ({ params }) => {
    const stack = params.callFrames.map(
      ({ location }: Debugger.CallFrame) => urls.get(location.scriptId) ?? '',
    );
    const late = performance.now() - begun > LIBRARY_PATIENCE;
    const verdict = wanted() ? judge(stack, late) : 'wait';
    if (verdict === 'end') {
      ends();
      next = performance.now() + LOST;
      session.post('Runtime.terminateExecution', close);
    }
    session.post(verdict === 'return' ? 'Debugger.stepOut' : 'Debugger.resume');
  });
  session.post('Debugger.enable');
  session.post('Debugger.pause');
}
