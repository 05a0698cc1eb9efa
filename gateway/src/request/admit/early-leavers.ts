/** The longest that an operation waits since others left, in milliseconds. */
const longestWait = 1_000

/** A client counts as waiting for its answer when it has stayed so many times as long as those who left. */
const margin = 1.5

/** For how long somebody who left is remembered, in milliseconds. */
const memory = 5_000

/**
 * Remembers how long clients stayed who left before they were answered. While there are such clients, an operation begins only when its
 * own client has stayed longer than they did. So clients who leave at once cost next to nothing. Nobody waits where nobody leaves.
 */
export class EarlyLeavers {
  #wait = 0
  #until = 0

  constructor(private readonly now: () => number) {}

  /** Notes that a client left after so many milliseconds. A long stay is ignored: that client did not leave at once. */
  note(stayed: number): void {
    const wait = stayed * margin
    if (wait > longestWait) return
    this.#wait = Math.max(this.wait, wait)
    this.#until = this.now() + memory
  }

  /** For how many milliseconds an operation that comes now waits before it begins. */
  get wait(): number {
    return this.now() < this.#until ? this.#wait : 0
  }
}
