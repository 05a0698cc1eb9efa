import type { Language } from '@shequ/schema/terms/term'
import type { Viewer } from '@shequ/schema/viewer'

/** What a payer has left of what it may spend in a while. */
export interface Standing {
  /** The kind of payer: `anonymous` or `client`. */
  readonly policy: string
  /** Points in each while, of so many seconds. */
  readonly quota: number
  readonly window: number
  readonly left: number
  /** Seconds until there is all of it again. */
  readonly resetsIn: number
}

/** What a payer may spend in a while. */
export interface Spending {
  /** @throws {HubError} RATE_LIMITED */
  spend(points: number): Promise<void>
  giveBack(points: number): Promise<void>
}

/** Who pays for a request, in points of cost. */
export interface Usage extends Spending {
  readonly payer: string
  /** What one operation may cost. */
  readonly limit: number
  /** Whether what it spends is counted, so that what was not used must be given back. */
  readonly isCounted: boolean
  /** As of the last time that it paid; undefined where nobody counts. */
  readonly standing: Standing | undefined
  /** What it may write, of callers without a token: few things an hour. Undefined where nobody counts. */
  readonly writes: Spending | undefined
}

/** What every stage knows of the request. */
export interface RequestContext {
  readonly viewer: Viewer
  /** In which language the hub's own words are wanted; English when it is left out. */
  readonly language?: Language
  /** Raised when the client has gone. */
  readonly signal: AbortSignal
  /** Undefined for what the hub asks of itself. */
  readonly usage?: Usage
  /** Until when the answer must be there, by `performance.now()`. */
  readonly endsAt?: number
}
