import { HubError } from '@shequ/schema/errors/hub-error'
import type { ErrorCode } from '@shequ/schema/errors/error-table'
import { type Sender, signMessage } from '../returns/signed-message.js'
import type { ReceivingTier } from '../returns/strip-return.js'
import type { Deliver } from './deliver.js'
import type { QueuedReturn } from './outbox.js'

/** Where returns go, and under whose signature. */
export interface Route {
  readonly sender: Sender
  readonly receiver: ReceivingTier
  readonly deliver: Deliver
  readonly now: () => Date
}

/** A return that is queued, as it is sent: JSON of what its receiver may have. */
export interface OutgoingReturn {
  readonly queued: QueuedReturn
  readonly json: string
}

/** A return that the receiver does not take, and why. */
export interface RefusedReturn {
  readonly queued: QueuedReturn
  readonly code: ErrorCode
}

/** What became of returns that were sent. */
export interface Sent {
  readonly sent: readonly QueuedReturn[]
  readonly refused: readonly RefusedReturn[]
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
 * Sends returns in one batch. Where the receiver refuses what it holds, the batch is halved until only those returns are left
 * out that are refused by themselves: one that is at fault holds up no other.
 *
 * @throws {HubError} when the receiver can't be reached, or takes nothing for now. Then any of them may have been taken.
 */
export async function sendReturns(route: Route, returns: readonly OutgoingReturn[]): Promise<Sent> {
  const { sender, receiver, deliver, now } = route
  const body = `"returns":[${returns.map(({ json }) => json).join(',')}]`
  try {
    await deliver(await signMessage('returns', sender, receiver, body, now()))
    return { sent: returns.map(({ queued }) => queued), refused: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const [first] = returns
    if (!first || returns.length === 1) return { sent: [], refused: first ? [{ ...first, code: error.code }] : [] }
    const middle = Math.ceil(returns.length / 2)
    const one = await sendReturns(route, returns.slice(0, middle))
    const other = await sendReturns(route, returns.slice(middle))
    return { sent: [...one.sent, ...other.sent], refused: [...one.refused, ...other.refused] }
  }
}
