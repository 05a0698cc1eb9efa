/**
 * A change of one community's family of tables that leaves everything true of it in place which tables promise: rows and
 * columns still add up to their margins. A cell is changed by +1 or −1. If what was released stays the same under it, the
 * release can't tell the changed world from the true one.
 */
export interface Move {
  /** The cells it changes, as a mask of breakdowns. */
  readonly mask: number
  /** The cells that go up by one, and those that go down. The opposite move changes them the other way. */
  readonly up: readonly number[]
  readonly down: readonly number[]
}
