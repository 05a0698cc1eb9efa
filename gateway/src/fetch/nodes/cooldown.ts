/** How long a node that fails is left alone. */
export interface CooldownLimits {
  /** The failures in a row that begin it: the gateway takes 2. More of them ask a dead node longer. */
  readonly failures: number
  /** Its first length, in milliseconds: the gateway takes 1,000. Each further failure doubles it. */
  readonly shortest: number
  /** Its longest length, in milliseconds, as `NODE_COOLDOWN_MS`. A node that is back may be left alone for that long. */
  readonly longest: number
}

/**
 * Leaves a node that failed several times in a row alone for a while, then lets one question through to see whether it
 * answers again (half-open). Each failed probe doubles the wait, up to the longest, less up to a quarter by chance, so
 * that gateways do not come back all at once.
 */
export class Cooldown {
  #failures = 0
  #until = 0
  #probing = false

  constructor(
    private readonly limits: CooldownLimits,
    private readonly now: () => number = Date.now,
    private readonly random: () => number = Math.random,
  ) {}

  /** Whether a question may be asked now. One that is admitted must end in {@link succeeded}, {@link failed} or {@link undecided}. */
  admits(): boolean {
    if (this.#failures < this.limits.failures) return true
    if (this.#probing || this.now() < this.#until) return false
    this.#probing = true
    return true
  }

  succeeded(): void {
    this.#failures = 0
    this.#until = 0
    this.#probing = false
  }

  /** One that was under way when the node began to be left alone says nothing new. */
  failed(): void {
    if (this.now() < this.#until) return
    this.#failures += 1
    this.#probing = false
    const beyond = this.#failures - this.limits.failures
    if (beyond < 0) return
    const wait = Math.min(this.limits.longest, this.limits.shortest * 2 ** Math.min(beyond, 30))
    this.#until = this.now() + wait * (1 - this.random() / 4)
  }

  /** The question ended without a word on the node: its client has gone. */
  undecided(): void {
    this.#probing = false
  }
}
