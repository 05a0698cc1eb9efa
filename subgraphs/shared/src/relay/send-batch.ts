import { HubError } from '@shequ/schema/errors/hub-error'
import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { type MessageKind, type Sender, signMessage } from '../returns/signed-message.js'
import type { ReceivingTier } from '../returns/strip-return.js'
import type { Deliver } from './deliver.js'
import type { Queued } from './outbox.js'

/** Where things go, and under whose signature. */
export interface Route {
  readonly sender: Sender
  readonly receiver: ReceivingTier
  readonly deliver: Deliver
  readonly now: () => Date
}

/** Something that is queued, as it is sent: JSON of what its receiver may have. */
export interface Outgoing {
  readonly queued: Queued
  readonly json: string
}

/** What the receiver does not take, and why. */
export interface Refused {
  readonly queued: Queued
  readonly code: ErrorCode
}

/** What became of a batch. */
export interface Sent {
  readonly sent: readonly Queued[]
  readonly refused: readonly Refused[]
}

/** Codes by which a receiver refuses what a batch holds. Whatever else fails may go well with the same batch later. */
const refusals: ReadonlySet<ErrorCode> = new Set([
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'REQUEST_TOO_LARGE',
])

/** Whether a message was refused for what it holds, and will be again. */
export function isRefusal(error: unknown): error is HubError {
  return error instanceof HubError && refusals.has(error.code)
}

/**
 * Sends a batch. Where the receiver refuses what it holds, the batch is halved until only what is refused by itself is left
 * out: one that is at fault holds up no other.
 *
 * @throws {HubError} when the receiver can't be reached, or takes nothing for now. Then any of them may have been taken.
 */
export async function sendBatch(route: Route, kind: MessageKind, batch: readonly Outgoing[]): Promise<Sent> {
  const { sender, receiver, deliver, now } = route
  const body = `"${kind}":[${batch.map(({ json }) => json).join(',')}]`
  try {
    await deliver(await signMessage(kind, sender, receiver, body, now()))
    return { sent: batch.map(({ queued }) => queued), refused: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [first] = batch
    if (!first || batch.length === 1) return { sent: [], refused: first ? [{ ...first, code: error.code }] : [] }
    const middle = Math.ceil(batch.length / 2)
    const one = await sendBatch(route, kind, batch.slice(0, middle))
    const other = await sendBatch(route, kind, batch.slice(middle))
    return { sent: [...one.sent, ...other.sent], refused: [...one.refused, ...other.refused] }
  }
}
