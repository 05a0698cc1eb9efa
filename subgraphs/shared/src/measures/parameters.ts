/** The parameters of a statement, collected while its text is made. */
export class Parameters {
  readonly #values: unknown[] = []

  /** Takes a value, and gives the text that stands for it: `$1::text[]`. */
  add(value: unknown, type: string): string {
    this.#values.push(value)
    return `$${this.#values.length}::${type}`
  }

  get values(): readonly unknown[] {
    return this.#values
  }
}
