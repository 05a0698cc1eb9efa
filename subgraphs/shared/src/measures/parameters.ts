/** The parameters of a statement, collected while its text is made. */
export class Parameters {
  readonly #values: unknown[] = []

  /**
   * Takes a value, and gives the text that stands for it: `(select $1::text[])::text[]`. So PostgreSQL does not see it when it plans,
   * finds one plan as good as another for all values, and keeps that: planning takes these statements longer than running.
   */
  add(value: unknown, type: string): string {
    this.#values.push(value)
    return `(select $${this.#values.length}::${type})::${type}`
  }

  get values(): readonly unknown[] {
    return this.#values
  }
}
