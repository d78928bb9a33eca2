import type { Feedback } from '../schedule/feedback-state';
import type { Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';
import { composer } from './composer';
import { fastai } from './fastai';
import { FEEDBACK } from './feedback';
import { keras } from './keras';
import { megatron } from './megatron';
import { optax } from './optax';
import { Arguments, type LibraryClass, type LibraryRequest } from './request';
import { schedulefree } from './schedulefree';
import { timm } from './timm';
import { torch } from './torch';
import { torchLrFinder } from './torch-lr-finder';
import { transformers } from './transformers';

const LIBRARIES: Readonly<Record<string, Readonly<Record<string, LibraryClass>>>> = {
  torch,
  optax,
  keras,
  transformers,
  timm,
  composer,
  megatron,
  fastai,
  schedulefree,
  torch_lr_finder: torchLrFinder,
};

/** Other names that libraries go by. */
const ALIASES: Readonly<Record<string, string>> = {
  pytorch: 'torch',
  'mosaicml (composer)': 'composer',
  mosaicml: 'composer',
  'megatron-core': 'megatron',
};

/**
 * A schedule of another library, with the rates that library computes: its off-by-ones included,
 * its defects only when asked for.
 *
 * @param request Library, class, arguments, and the rate of the optimizer where the class multiplies it.
 * @returns A schedule, or a feedback schedule for a class that listens to metrics. What a family of
 * ours can say is said with it, so that it can be edited and exported.
 * @throws TypeError | RangeError naming the library, the class or the argument that will not do.
 * @example
 * const schedule = fromLibrary({ library: 'torch', class: 'StepLR', params: { step_size: 3 }, baseLr: 0.1 });
 * assert.equal(schedule(2), 0.1);
 * assert.ok(Math.abs(schedule(3) - 0.01) < 1e-15);
 */
export function fromLibrary(request: LibraryRequest): Schedule | Feedback {
  checkRequest(request);
  const library = ALIASES[request.library] ?? request.library;
  const classes = own(LIBRARIES, library);
  if (!classes) {
    throw new RangeError(
      `Cannot read the schedule: library must be one of ${Object.keys(LIBRARIES).join(', ')}, got ${show(request.library)}`,
    );
  }
  const listening = own(FEEDBACK, library) ?? {};
  // `callbacks.ReduceLROnPlateau` and `optax.contrib.reduce_on_plateau` are named by where they live
  const name = String(request.class).replace(/^.*\./, '');
  const make = own<(args: Arguments) => Schedule | Feedback>(listening, name) ?? own(classes, name);
  if (!make) {
    const names = [...Object.keys(classes), ...Object.keys(listening)];
    throw new RangeError(
      `Cannot read the schedule: ${library} has no ${show(request.class)} here; there are ${names.join(', ')}`,
    );
  }
  const args = new Arguments({ ...request, library });
  const schedule = make(args);
  args.finish();
  return schedule;
}

function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function checkRequest(request: LibraryRequest): void {
  if (typeof request !== 'object' || request === null) {
    throw new TypeError(
      `Cannot read the schedule: the request must be an object, got ${show(request)}`,
    );
  }
  const { params = {}, compat } = request;
  if (typeof params !== 'object' || params === null || Array.isArray(params)) {
    throw new TypeError(`Cannot read the schedule: params must be an object, got ${show(params)}`);
  }
  if (compat !== undefined && compat !== 'bug-for-bug') {
    throw new RangeError(
      `Cannot read the schedule: compat must be 'bug-for-bug', got ${show(compat)}`,
    );
  }
}
