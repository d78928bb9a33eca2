/** Means over examples of values that each batch has a mean of. */
export class Means {
  private sums: number[] = [];
  private seen = 0;

  /** Examples seen. */
  get examples(): number {
    return this.seen;
  }

  add(values: readonly number[], examples: number): void {
    for (const [index, value] of values.entries()) {
      this.sums[index] = (this.sums[index] ?? 0) + value * examples;
    }
    this.seen += examples;
  }

  /** The means so far; a single batch gives its own values back to the bit. */
  values(): number[] {
    return this.sums.map((sum) => sum / this.seen);
  }

  clear(): void {
    this.sums = [];
    this.seen = 0;
  }

  /** What it holds, for a checkpoint. */
  get state(): { readonly sums: readonly number[]; readonly examples: number } {
    return { sums: [...this.sums], examples: this.seen };
  }

  set state({ sums, examples }: { readonly sums: readonly number[]; readonly examples: number }) {
    this.sums = [...sums];
    this.seen = examples;
  }
}
