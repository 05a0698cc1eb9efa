import type { Dispatcher } from 'undici'
import type { Deadline } from './deadline.js'
import { TierFault } from './failed-answer.js'

/** One HTTP request to a tier. */
export interface Exchange {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Record<string, string>
  readonly body?: string
  /** Called when the request goes out, over a connection that was made: from then on the tier may have it. */
  readonly onSent?: () => void
  /** Called when the reply begins. */
  readonly onReply?: () => void
}

/** What came back, whole. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly bytes: Buffer
}

/**
 * Sends one request and reads its reply into memory, up to `limit` bytes. It reads from the dispatcher itself: a stream
 * for a reply that is read whole costs as much as the rest of the client together.
 *
 * Rejects with a {@link TierFault} when the deadline passes or the reply is too large, and with the client's own error
 * when the connection fails or breaks off.
 */
export function exchange(dispatcher: Dispatcher, request: Exchange, limit: number, deadline: Deadline): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    let status = 0
    let head: Reply['headers'] = {}
    let stop: ((cause: Error) => void) | undefined
    const onDeadline = () => {
      const cause = deadline.fault ?? new TierFault('TIER_TIMEOUT', 'the deadline passed')
      stop?.(cause)
      reject(cause)
    }
    const done = () => deadline.signal.removeEventListener('abort', onDeadline)
    if (deadline.fault !== undefined) return onDeadline()
    deadline.signal.addEventListener('abort', onDeadline)
    const { method, path, headers: sent, body = null, onSent, onReply } = request
    dispatcher.dispatch(
      { method, path, headers: sent, body, headersTimeout: 0, bodyTimeout: 0 },
      {
        onRequestStart(controller) {
          stop = (cause) => controller.abort(cause)
          if (deadline.fault === undefined) onSent?.()
          else controller.abort(deadline.fault)
        },
        onResponseStart(_controller, statusCode, headers) {
          status = statusCode
          head = headers
          onReply?.()
        },
        onResponseData(controller, chunk) {
          size += chunk.length
          if (size > limit) controller.abort(new TierFault('TIER_UNAVAILABLE', `the answer is over ${limit} bytes`))
          else chunks.push(chunk)
        },
        onResponseEnd() {
          done()
          const [first] = chunks
          const bytes = chunks.length === 1 && first !== undefined ? first : Buffer.concat(chunks, size)
          resolve({ status, headers: head, bytes })
        },
        onResponseError(_controller, error) {
          done()
          reject(error)
        },
      },
    )
  })
}
