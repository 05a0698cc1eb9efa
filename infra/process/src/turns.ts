/** Ends a turn; called again, it does nothing. */
export type EndTurn = () => void

/**
 * Whose turn it is: so many at once, the others in the order in which they came. A caller that gives up while it waits never begins.
 * A turn lasts until it is ended. `p-queue` would give it on as soon as the signal is raised, though the work still runs.
 */
export class Turns {
  readonly #most: number
  /** In their order; a set, so that whoever gives up is found at once. */
  readonly #waiting = new Set<() => void>()
  /** Those who wait before all others, in their order. */
  readonly #ahead = new Set<() => void>()
  #taken = 0

  constructor(most: number) {
    this.#most = most
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.size + this.#ahead.size
  }

  /** Whether a turn can be had without waiting. */
  get isFree(): boolean {
    return this.#taken < this.#most
  }

  /**
   * Takes a turn, when it comes, and gives what ends it.
   *
   * @param isAhead whether it comes before those who wait already, such as one who only ends what was begun
   * @throws the reason of the signal, where it is raised before the turn comes.
   */
  async take(signal?: AbortSignal, isAhead = false): Promise<EndTurn> {
    signal?.throwIfAborted()
    // A turn that ends goes to who waits first, and is not free in between.
    if (this.isFree) this.#taken += 1
    else await this.#wait(isAhead ? this.#ahead : this.#waiting, signal)
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      this.#giveOn()
    }
  }

  #wait(queue: Set<() => void>, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        signal?.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        queue.delete(begin)
        reject(signal?.reason as Error)
      }
      queue.add(begin)
      signal?.addEventListener('abort', giveUp, { once: true })
    })
  }

  #giveOn(): void {
    const queue = this.#ahead.size > 0 ? this.#ahead : this.#waiting
    const [next] = queue
    if (next === undefined) {
      this.#taken -= 1
      return
    }
    queue.delete(next)
    next()
  }
}
