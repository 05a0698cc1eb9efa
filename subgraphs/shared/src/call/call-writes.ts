import { HubError } from '@shequ/schema/errors/hub-error'

/** How long a call whose time is over waits for what becomes of its writes, in milliseconds: cancelling and rolling back takes a few. */
const longestSettling = 500

/** What became of the writes of one call, so that whoever asked is told the truth of them. */
export class CallWrites {
  readonly #underWay = new Set<Promise<unknown>>()
  readonly #failures = new WeakSet<object>()
  #made = 0
  #unknown = 0

  /** How many writes were made. */
  get made(): number {
    return this.#made
  }

  /** Whether it was by this error that a write failed, and so was not made. */
  failedWith(error: unknown): boolean {
    return typeof error === 'object' && error !== null && this.#failures.has(error)
  }

  /** Whether it can't be told of a write whether it was made. */
  get isUnknown(): boolean {
    return this.#unknown > 0 || this.#underWay.size > 0
  }

  /** Does a write, and keeps what became of it. */
  async track<Result>(write: () => Promise<Result>): Promise<Result> {
    const writing = write()
    this.#underWay.add(writing)
    try {
      const result = await writing
      this.#made += 1
      return result
    } catch (error) {
      if (error instanceof HubError && error.code === 'OUTCOME_UNKNOWN') this.#unknown += 1
      else if (typeof error === 'object' && error !== null) this.#failures.add(error)
      throw error
    } finally {
      this.#underWay.delete(writing)
    }
  }

  /** Resolves when no write is under way. */
  async settled(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay)
  }

  /** Resolves when no write is under way, or after a short while. */
  async settledSoon(): Promise<void> {
    if (this.#underWay.size === 0) return
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, longestSettling)))
    await Promise.race([this.settled(), late])
    clearTimeout(timer)
  }
}
