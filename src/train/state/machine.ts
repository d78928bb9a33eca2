import { availableParallelism } from 'node:os';
import type { TensorFlow } from '../tf';

/** Facts on which the last bits of a training depend. */
export interface MachineFacts {
  readonly backend: string;
  readonly tfjs: string;
  readonly cores: number;
  /** `TF_ENABLE_ONEDNN_OPTS`, or `default`. */
  readonly oneDNN: string;
  readonly platform: string;
  readonly node: string;
}

interface Named extends TensorFlow {
  getBackend(): string;
  readonly version_core: string;
}

/** The facts of this process. */
export function machineFacts(tf: TensorFlow | undefined): MachineFacts {
  const named = tf as Named | undefined;
  return {
    backend: named?.getBackend() ?? 'unknown',
    tfjs: named?.version_core ?? 'unknown',
    cores: availableParallelism(),
    oneDNN: process.env.TF_ENABLE_ONEDNN_OPTS ?? 'default',
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
}

const WORDS: Readonly<Record<keyof MachineFacts, string>> = {
  backend: 'backend',
  tfjs: 'TensorFlow.js',
  cores: 'cores',
  oneDNN: 'TF_ENABLE_ONEDNN_OPTS',
  platform: 'platform',
  node: 'Node',
};

/** What differs between two machines, in words; nothing when a training repeats bit for bit. */
export function machineDifference(before: MachineFacts, now: MachineFacts): string | undefined {
  const names = (Object.keys(WORDS) as (keyof MachineFacts)[]).filter(
    (name) => name !== 'node' && before[name] !== now[name],
  );
  if (names.length === 0) return undefined;
  return names.map((name) => `${WORDS[name]} ${now[name]} instead of ${before[name]}`).join(', ');
}
