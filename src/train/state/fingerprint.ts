import { crc32 } from 'node:zlib';
import type { Tensor, TensorFlow } from '../tf';

/** Examples that are looked at, spread over all. */
const LOOKED_AT = 32;

/**
 * A short text that is another for other data, with a probability of all but certainty: the shapes,
 * and a checksum of some examples spread over all.
 */
export function fingerprint(tf: TensorFlow, tensors: readonly Tensor[]): string {
  const [first] = tensors;
  const examples = first?.shape[0] ?? 0;
  const count = Math.min(LOOKED_AT, examples);
  const rows = Int32Array.from({ length: count }, (_, index) =>
    count < 2 ? 0 : Math.round((index * (examples - 1)) / (count - 1)),
  );
  const sum = tensors.reduce((before, tensor) => crc32(bytesOf(tf, tensor, rows), before), 0);
  const shapes = tensors.map(({ shape }) => `[${shape.join(', ')}]`).join(' ');
  return `${shapes} ${sum.toString(16).padStart(8, '0')}`;
}

function bytesOf(tf: TensorFlow, tensor: Tensor, rows: Int32Array): Uint8Array {
  const indices = tf.tensor1d(rows, 'int32');
  const taken = tf.gather(tensor, indices);
  const values = taken.dataSync();
  indices.dispose();
  taken.dispose();
  // texts come as a list, numbers as a typed array
  if (!ArrayBuffer.isView(values)) return Buffer.from(JSON.stringify(values));
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
