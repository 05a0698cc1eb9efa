import type { Tier } from '@shequ/schema/tiers'

/** An error that nobody expected: what finds it in a log, and nothing of what was asked or answered. */
export interface Fault {
  /** What the client was told. */
  readonly reference: string
  /** When, in ISO 8601. */
  readonly at: string
  /** The tier that it came from; null for the gateway itself. */
  readonly tier: Uppercase<Tier> | null
  /** The reference in the log of that tier. */
  readonly tierReference: string | null
  /** The kind of error, as the program calls it; null where the tier's log has it. */
  readonly kind: string | null
}

/** How many faults wait to be reported; the oldest give way. */
export const mostKept = 200

/** The faults that a gateway has met and not yet reported. */
export class Faults {
  #kept: Fault[] = []

  note(fault: Fault): void {
    this.#kept.push(fault)
    if (this.#kept.length > mostKept) this.#kept.shift()
  }

  /** Takes out what waits. */
  take(): readonly Fault[] {
    return this.#kept.splice(0)
  }

  /** Keeps again what could not be reported, before what came since. */
  putBack(faults: readonly Fault[]): void {
    this.#kept = [...faults, ...this.#kept].slice(-mostKept)
  }
}
