import type { Schedule } from '../schedule/schedule';
import { show } from '../schedule/validate';

/** A schedule of another library, as that library's user wrote it. */
export interface LibraryRequest {
  /** `torch`, `optax`, `keras`, `transformers`, `timm`, `composer`, `megatron` or `fastai`. */
  readonly library: string;
  /** Class or function, as the library names it. */
  readonly class: string;
  /** Its arguments by name; those left out have the library's defaults. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Rate of the optimizer, for libraries whose schedules multiply it. */
  readonly baseLr?: number | null;
  /** What the library takes from its trainer, such as Composer's `maxDuration` and `batchesPerEpoch`. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** `float32` when the library computed in it; needed only to reproduce a defect of float32. */
  readonly precision?: string;
  /** Reproduce listed defects of the library; without it they are refused or mended. */
  readonly compat?: 'bug-for-bug';
}

/** Builds one class of a library. */
export type LibraryClass = (args: Arguments) => Schedule;

/** Arguments of a library's class, read one by one; what was not read at the end is unknown. */
export class Arguments {
  readonly bugForBug: boolean;
  private readonly making: string;
  private readonly values: Readonly<Record<string, unknown>>;
  private readonly base: number | null | undefined;
  private readonly read = new Set<string>();
  readonly context: Readonly<Record<string, unknown>>;

  constructor(request: LibraryRequest) {
    this.making = `${request.library} ${request.class}`;
    this.values = request.params ?? {};
    this.base = request.baseLr;
    this.context = {
      ...(request.precision && { precision: request.precision }),
      ...request.context,
    };
    this.bugForBug = request.compat === 'bug-for-bug';
  }

  /** Rate of the optimizer. */
  get baseLr(): number {
    if (typeof this.base === 'number') return this.base;
    throw this.wrong('baseLr', 'the rate of the optimizer', this.base);
  }

  /** Whether an argument was given. */
  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  /** A finite number; without a fallback it must be given. */
  number(name: string, fallback?: number): number {
    const value = this.take(name, fallback);
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    throw this.wrong(name, 'a finite number', value);
  }

  /** A whole number of at least `least`. */
  count(name: string, fallback?: number, least = 0): number {
    const value = this.take(name, fallback);
    if (Number.isSafeInteger(value) && (value as number) >= least) return value as number;
    throw this.wrong(name, `an integer of at least ${least}`, value);
  }

  /** Yes or no. */
  flag(name: string, fallback: boolean): boolean {
    const value = this.take(name, fallback);
    if (typeof value === 'boolean') return value;
    throw this.wrong(name, 'true or false', value);
  }

  /** One of some words. */
  choice<const W extends string>(name: string, words: readonly W[], fallback?: W): W {
    const value = this.take(name, fallback);
    if (words.includes(value as W)) return value as W;
    throw this.refuse(`${name} must be one of ${words.map(show).join(', ')}, got ${show(value)}`);
  }

  /** A list of finite numbers. */
  numbers(name: string): number[] {
    const value = this.take(name, undefined);
    if (Array.isArray(value) && value.every((one) => Number.isFinite(one)))
      return value as number[];
    throw this.wrong(name, 'a list of numbers', value);
  }

  /** Anything; its reader checks it. */
  any(name: string): unknown {
    return this.take(name, undefined);
  }

  /** Says that an argument has no effect on the rate. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.read.add(name);
  }

  /** @throws TypeError when an argument was given that nothing read. */
  finish(): void {
    const unknown = Object.keys(this.values).find((name) => !this.read.has(name));
    if (unknown === undefined) return;
    throw new TypeError(`Cannot read ${this.making}: it has no argument ${show(unknown)}`);
  }

  /** An error about an argument, or about arguments together. */
  refuse(message: string): RangeError {
    return new RangeError(`Cannot read ${this.making}: ${message}`);
  }

  private take(name: string, fallback: unknown): unknown {
    this.read.add(name);
    const value = this.values[name];
    return value === undefined || value === null ? fallback : value;
  }

  private wrong(name: string, allowed: string, value: unknown): TypeError | RangeError {
    const kind = typeof value === 'number' ? RangeError : TypeError;
    return new kind(`Cannot read ${this.making}: ${name} must be ${allowed}, got ${show(value)}`);
  }
}
