import { crc32 } from 'node:zlib';

/** Numbers as they lie in memory; the kind of array says how wide they are. */
export type StoredArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Numbers and their shape. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: StoredArray;
}

/** What a file holds: named tensors, and texts about them. */
export interface Stored {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

// widest first, so that every tensor lies at a multiple of its width
const KINDS = [
  ['F64', Float64Array],
  ['F32', Float32Array],
  ['I32', Int32Array],
  ['U8', Uint8Array],
] as const;

interface Place {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [begin: number, end: number];
}

const LENGTH = 8;
const METADATA = '__metadata__';
/** Bytes that are summed up in one go. */
const STRIDE = 8 << 20;

/**
 * The bytes of a safetensors file (https://github.com/huggingface/safetensors), so that other
 * libraries can read the tensors, with a checksum of all it says among its metadata.
 *
 * Returns to the event loop on the way: a hundred megabytes take a tenth of a second.
 *
 * @returns Parts to be written one after the other; the tensors are not copied.
 */
export async function encodeSafetensors({ tensors, metadata }: Stored): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  const places: Record<string, Place> = {};
  let end = 0;
  for (const [dtype, kind] of KINDS) {
    for (const [name, { shape, values }] of tensors) {
      if (!(values instanceof kind)) continue;
      const begin = end;
      end += values.byteLength;
      places[name] = { dtype, shape, data_offsets: [begin, end] };
      parts.push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    }
  }
  let sum = 0;
  for (sum of sums(places, metadata, parts)) await new Promise((later) => setImmediate(later));
  const checksum = checksumText(sum);
  const text = JSON.stringify({ [METADATA]: { ...metadata, checksum }, ...places });
  // spaces after the header are allowed by the format: they make the data begin at a multiple of 8
  const bytes = Buffer.from(text);
  const header = Buffer.alloc(LENGTH + Math.ceil(bytes.length / 8) * 8, ' ');
  header.writeBigUInt64LE(BigInt(header.length - LENGTH));
  bytes.copy(header, LENGTH);
  return [header, ...parts];
}

/** @throws SyntaxError that says what is wrong with the file, as the end of a sentence. */
export function decodeSafetensors(bytes: Uint8Array): Stored {
  const { places, metadata, start } = decodeHeader(bytes);
  const { checksum, ...texts } = metadata;
  const data = bytes.subarray(start);
  const size = Object.values(places).reduce(
    (most, { data_offsets: [, end] }) => Math.max(most, end),
    0,
  );
  if (data.length !== size) {
    throw new SyntaxError(
      `it is ${bytes.length < start + size ? 'cut short' : 'too long'}: ${bytes.length} bytes of ${start + size}`,
    );
  }
  let sum = 0;
  for (sum of sums(places, texts, [data]));
  if (checksumText(sum) !== checksum) {
    throw new SyntaxError('it is damaged: its checksum is wrong');
  }
  const tensors = Object.entries(places).map(
    ([name, place]) => [name, tensorAt(place, data)] as const,
  );
  return { tensors: new Map(tensors), metadata: texts };
}

interface Header {
  readonly places: Readonly<Record<string, Place>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly start: number;
}

function decodeHeader(bytes: Uint8Array): Header {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.length < LENGTH ? Number.POSITIVE_INFINITY : Number(view.readBigUInt64LE());
  const start = LENGTH + length;
  if (start > view.length) throw new SyntaxError(`it is cut short: ${bytes.length} bytes`);
  try {
    const { [METADATA]: metadata = {}, ...places } = JSON.parse(
      view.toString('utf8', LENGTH, start),
    );
    return { places, metadata, start };
  } catch {
    throw new SyntaxError('it is damaged: its header is not JSON');
  }
}

function tensorAt({ dtype, shape, data_offsets }: Place, data: Uint8Array): StoredTensor {
  const [, kind] = KINDS.find(([name]) => name === dtype) ?? [];
  if (!kind) throw new SyntaxError(`it holds numbers of the kind ${dtype}, which is not known`);
  const [begin, end] = data_offsets;
  // a copy, since a view would have to begin at a multiple of the width
  const copy = Uint8Array.prototype.slice.call(data, begin, end);
  return { shape, values: new kind(copy.buffer) };
}

/** CRC-32 of names, shapes, texts and numbers, after every few megabytes; the last one is of all. */
function* sums(places: object, metadata: object, parts: readonly Uint8Array[]): Generator<number> {
  let sum = crc32(JSON.stringify([places, metadata]));
  for (const part of parts) {
    for (let start = 0; start < part.length; start += STRIDE) {
      sum = crc32(part.subarray(start, start + STRIDE), sum);
      if (part.length > STRIDE) yield sum;
    }
  }
  yield sum;
}

/** Eight hexadecimal digits. */
function checksumText(sum: number): string {
  return sum.toString(16).padStart(8, '0');
}
