import { readFileSync } from 'node:fs';
import { fileError } from './file-error';
import { checkFormat, NewerFormatError } from './format-version';
import type { NamedTensor } from './model-state';
import type { OptimizerState } from './optimizer-state';
import { pack, unpack } from './pack';
import type { Moment } from './run-log-format';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors';

/** Version of the format of checkpoints; a reader refuses a newer one. */
export const CHECKPOINT_VERSION = 1;

const FORMAT = 'anneal-checkpoint';

/** All that the next update depends on. */
export interface Checkpoint {
  /** Which run it belongs to, as its log says. */
  readonly run: string;
  readonly moment: Moment;
  readonly model: readonly NamedTensor[];
  readonly optimizer: OptimizerState;
  /** What the driver knows: plain data and typed arrays. */
  readonly driver: unknown;
}

/** Where the checkpoint before the newest is. */
export function previousOf(file: string): string {
  return file.replace(/(\.[^.\\/]*)?$/, '.previous$1');
}

/** A checkpoint as the parts of a file. */
export async function encodeCheckpoint({
  run,
  moment,
  model,
  optimizer,
  driver,
}: Checkpoint): Promise<Uint8Array[]> {
  const tensors = new Map<string, StoredTensor>();
  model.forEach(({ name, ...tensor }, index) => {
    tensors.set(`model/${index}/${name}`, tensor);
  });
  for (const [name, tensor] of optimizer.tensors) tensors.set(`optimizer/${name}`, tensor);
  const { tensors: _, ...learnt } = optimizer;
  const state = {
    run,
    moment,
    model: model.map(({ name }) => name),
    optimizer: learnt,
    driver: pack(driver, tensors, 'driver'),
  };
  const version = String(CHECKPOINT_VERSION);
  return encodeSafetensors({
    tensors,
    metadata: { format: FORMAT, version, state: JSON.stringify(state) },
  });
}

/** @throws SyntaxError that says what is wrong with the file, as the end of a sentence. */
export function decodeCheckpoint(bytes: Uint8Array): Checkpoint {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata.format !== FORMAT) throw new SyntaxError('it is no checkpoint of a run');
  checkFormat(Number(metadata.version), CHECKPOINT_VERSION);
  const state = JSON.parse(metadata.state as string);
  const under = (folder: string) =>
    [...tensors]
      .filter(([name]) => name.startsWith(folder))
      .map(([name, tensor]) => [name.slice(folder.length), tensor] as const);
  return {
    run: state.run,
    moment: state.moment,
    model: (state.model as string[]).map((name, index) => ({
      name,
      ...(tensors.get(`model/${index}/${name}`) as StoredTensor),
    })),
    optimizer: { ...state.optimizer, tensors: new Map(under('optimizer/')) },
    driver: unpack(state.driver, tensors),
  };
}

/** The newest checkpoint that is whole, and what was wrong with a newer one. */
export interface FoundCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly file: string;
  readonly isNewest: boolean;
  /** Why it is not the newest, as a sentence. */
  readonly warning?: string;
}

/**
 * Reads the newest checkpoint of a run, or the one before it when that cannot be read.
 *
 * @param run A checkpoint of another run is passed over.
 * @returns Nothing when the run has written none.
 * @throws Error when there are some and none can be read; it names each and says why.
 */
export function readCheckpoint(file: string, run: string): FoundCheckpoint | undefined {
  const complaints: string[] = [];
  for (const candidate of [file, previousOf(file)]) {
    try {
      const checkpoint = decodeCheckpoint(readFileSync(candidate));
      if (checkpoint.run !== run) continue;
      const [complaint] = complaints;
      const warning =
        complaint && `${complaint}; going on from ${candidate}, at step ${checkpoint.moment.step}`;
      const isNewest = candidate === file;
      return { checkpoint, file: candidate, isNewest, ...(warning && { warning }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      const complaint = fileError('read', candidate, error);
      // going on from an older one would write over it
      if (error instanceof NewerFormatError) throw complaint;
      complaints.push(complaint.message);
    }
  }
  if (complaints.length === 0) return undefined;
  throw new Error(`${complaints.join('; ')}; no older checkpoint is left`);
}
