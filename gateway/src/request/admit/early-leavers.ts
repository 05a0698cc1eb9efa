/** The longest that an operation waits since others left, in milliseconds. */
const longestWait = 1_000

/** How much longer than those who left whoever comes next stays, before it counts as somebody who waits for the answer. */
const margin = 1.5

/** For how long somebody who left is remembered, in milliseconds. */
const memory = 5_000

/**
 * How long clients stayed who left before they were answered. While such come, an operation begins only when its own client has stayed
 * longer than they did: so those who leave at once cost next to nothing, and nobody waits where nobody leaves.
 */
export class EarlyLeavers {
  #wait = 0
  #until = 0

  constructor(private readonly now: () => number) {}

  /** Notes a client who left so many milliseconds after it came. One who stayed long tells nothing of those who leave at once. */
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
