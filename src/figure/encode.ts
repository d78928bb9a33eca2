import type { Column, EncodedColumn } from './chart';

/** How a column is stored: float64, float32, int32 or uint16. */
export type ColumnType = EncodedColumn['dtype'];

const width: Record<ColumnType, number> = { f8: 8, f4: 4, i4: 4, u2: 2 };
const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...digits].map((digit, value) => [digit, value]));

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const group = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) text += digits[(group >> shift) & 63];
  }
  const padding = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - padding) + '='.repeat(padding);
}

function fromBase64(text: string): Uint8Array {
  const clean = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((clean.length * 3) / 4));
  for (let at = 0, bits = 0, held = 0, i = 0; i < clean.length; i++) {
    held = ((held << 6) | (values.get(clean[i] as string) ?? 0)) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (held >> bits) & 255;
    }
  }
  return bytes;
}

/**
 * Numbers as Plotly 2.28 and later reads them: little-endian bytes in base64.
 *
 * @param dtype `f8` is exact; `f4` keeps seven digits and NaN; `i4` and `u2` hold integers, `u2` up to 65,535.
 * @example
 * assert.deepEqual(decodeColumn(encodeColumn([1, 2.5], 'f4')), [1, 2.5]);
 */
export function encodeColumn(numbers: ArrayLike<number>, dtype: ColumnType): EncodedColumn {
  const view = new DataView(new ArrayBuffer(numbers.length * width[dtype]));
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] as number;
    if (dtype === 'f8') view.setFloat64(i * 8, value, true);
    else if (dtype === 'f4') view.setFloat32(i * 4, value, true);
    else if (dtype === 'i4') view.setInt32(i * 4, value, true);
    else view.setUint16(i * 2, value, true);
  }
  return { dtype, bdata: toBase64(new Uint8Array(view.buffer)) };
}

/**
 * The numbers of a column, encoded or written out; a `null` is NaN.
 *
 * @example
 * assert.deepEqual(decodeColumn([1, null]), [1, Number.NaN]);
 */
export function decodeColumn(column: Column): number[] {
  if (!('bdata' in column)) return column.map((value) => value ?? Number.NaN);
  const { dtype, bdata } = column;
  const view = new DataView(fromBase64(bdata).buffer);
  const numbers: number[] = [];
  for (let at = 0; at + width[dtype] <= view.byteLength; at += width[dtype]) {
    if (dtype === 'f8') numbers.push(view.getFloat64(at, true));
    else if (dtype === 'f4') numbers.push(view.getFloat32(at, true));
    else if (dtype === 'i4') numbers.push(view.getInt32(at, true));
    else numbers.push(view.getUint16(at, true));
  }
  return numbers;
}

/** Where the points of a trace stand: evenly spaced, or one by one. */
export type Positions = { readonly x0: number; readonly dx: number } | { readonly x: Column };

/**
 * Positions of a trace in the fewest bytes: `x0` and `dx` when they are evenly spaced, else a column.
 *
 * @param positions Integers for steps; anything else is kept as float64.
 * @example
 * assert.deepEqual(encodePositions([0, 10, 20]), { x0: 0, dx: 10 });
 */
export function encodePositions(positions: readonly number[]): Positions {
  const [first = 0, second = first + 1] = positions;
  const dx = second - first;
  if (positions.length > 1 && dx > 0 && positions.every((x, i) => x === first + i * dx)) {
    return { x0: first, dx };
  }
  if (positions.length <= 4) return { x: positions };
  const whole = positions.every((x) => Number.isInteger(x) && x >= 0 && x < 2 ** 31);
  if (!whole) return { x: encodeColumn(positions, 'f8') };
  return { x: encodeColumn(positions, positions.every((x) => x < 65536) ? 'u2' : 'i4') };
}

/**
 * The positions of a trace of `length` points, however they are stored.
 *
 * @example
 * assert.deepEqual(decodePositions({ x0: 0, dx: 10 }, 3), [0, 10, 20]);
 */
export function decodePositions(
  trace: {
    readonly x?: Column;
    readonly x0?: number;
    readonly dx?: number;
  },
  length: number,
): number[] {
  if (trace.x !== undefined) return decodeColumn(trace.x);
  const { x0 = 0, dx = 1 } = trace;
  return Array.from({ length }, (_, i) => x0 + i * dx);
}
