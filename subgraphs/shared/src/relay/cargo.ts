import type { MessageKind } from '../returns/signed-message.js'
import type { ReceivingTier } from '../returns/strip-return.js'
import type { TransactionSql } from '../writes/once.js'

/** A table in which things are queued for the tier above: one row stands for the latest version of each. */
export interface Outbox {
  readonly table: string
  /** The columns that together name a thing, the first one its owner. */
  readonly key: readonly string[]
}

/** What names a thing that is queued: a value for each column of the outbox's key. */
export type QueueKey = readonly string[]

/** A kind of thing that a relay carries. */
export interface Cargo {
  /** What a message of it is called, and the list in it. */
  readonly kind: MessageKind
  readonly outbox: Outbox
  /** Reads things as JSON that their receiver may have, in the order of their keys; undefined for what is there no more. */
  readonly read: (
    sql: TransactionSql,
    queued: readonly QueuedVersion[],
    receiver: ReceivingTier,
  ) => Promise<readonly (string | undefined)[]>
}

/** A version of a thing that is queued. */
export interface QueuedVersion {
  readonly key: QueueKey
  readonly version: number
}
