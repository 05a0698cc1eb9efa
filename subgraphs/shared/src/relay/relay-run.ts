import type { ErrorCode } from '@shequ/schema/errors/error-table'

/** What became of one run over what is to be sent. */
export interface RelayRun {
  /** How much the receiver acknowledged. */
  readonly sent: number
  /** What it refused, or what waits for its coming back. */
  readonly putOff: number
  /** Why the run failed, or ended before all was sent; undefined when it did not. */
  readonly fault?: ErrorCode
}
