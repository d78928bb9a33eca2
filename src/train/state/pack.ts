import type { StoredArray, StoredTensor } from './safetensors';

// JSON has no NaN, no infinities, no -0 and no typed arrays: they are written as `{ $number: 'NaN' }`
// and `{ $array: name }`, the numbers of an array beside the text

type Arrays = Map<string, StoredTensor>;

/**
 * Plain data as JSON, its typed arrays put aside under the path where they were.
 *
 * @param arrays Is given the typed arrays, copied: what is packed may go on changing.
 */
export function pack(value: unknown, arrays: Arrays, path: string): unknown {
  if (typeof value === 'number') return isPlain(value) ? value : { $number: text(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (isTyped(value)) {
    arrays.set(path, { shape: [value.length], values: value.slice() });
    return { $array: path };
  }
  if (Array.isArray(value)) return value.map((one, index) => pack(one, arrays, `${path}/${index}`));
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, pack(one, arrays, `${path}/${key}`)]),
  );
}

/** What `pack` was given. */
export function unpack(packed: unknown, arrays: ReadonlyMap<string, StoredTensor>): unknown {
  if (typeof packed !== 'object' || packed === null) return packed;
  if (Array.isArray(packed)) return packed.map((one) => unpack(one, arrays));
  const { $number, $array } = packed as { $number?: string; $array?: string };
  if ($number !== undefined) return Number($number);
  if ($array !== undefined) return arrays.get($array)?.values;
  return Object.fromEntries(Object.entries(packed).map(([key, one]) => [key, unpack(one, arrays)]));
}

function isTyped(value: object): value is StoredArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isPlain(value: number): boolean {
  return Number.isFinite(value) && !Object.is(value, -0);
}

function text(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
