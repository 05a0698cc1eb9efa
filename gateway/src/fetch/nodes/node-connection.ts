import { AddressNotPermitted } from '@shequ/process/addresses/node-addresses'
import { Pool } from 'undici'
import type { Deadline } from '../deadline.js'
import { type Reply, exchange } from '../exchange.js'
import { TierFault } from '../failed-answer.js'
import { isGatewayFault } from '../http-request.js'
import { rejected } from './node-fault.js'
import type { NodeLimits } from './node-limits.js'

/** One question to a node, as it goes over the wire. */
export interface Posted {
  readonly headers: Record<string, string>
  readonly body: string
  /** Whether it may be asked once more when the connection broke, or something in front of the node turned it away. */
  readonly mayRepeat: boolean
  /** Called when it goes out: from then on the node may have it. */
  readonly onSent: () => void
}

/** The connections to a node's address. */
export interface NodeConnection {
  /**
   * Posts a question and reads the reply whole. Rejects with a {@link TierFault}, NODE_REJECTED when the reply began and
   * was too large or did not end in time, and with the client's own error when the connection broke.
   */
  post(posted: Posted, deadline: Deadline): Promise<Reply>
  close(): Promise<void>
}

/** Opens connections when they are first needed. One request at a time on each: behind a slow one, a pipelined request would wait. */
export function connectTo(
  address: string,
  { connections, timeout, responseLimit, addresses }: NodeLimits,
): NodeConnection {
  const url = new URL(address)
  const isPermitted = addresses.faultOf(address) === undefined
  const path = url.pathname + url.search
  const pool = new Pool(url.origin, {
    connections,
    pipelining: 1,
    connect: { timeout, keepAlive: true, lookup: addresses.lookup(url.protocol) },
  })

  async function once({ headers, body, onSent }: Posted, deadline: Deadline): Promise<Reply> {
    let begun = false
    const sent = { method: 'POST', path, headers, body, onSent, onReply: () => void (begun = true) } as const
    try {
      return await exchange(pool, sent, responseLimit, deadline)
    } catch (error) {
      throw begun && error instanceof TierFault && !deadline.left ? rejected(error.message) : error
    }
  }

  return {
    async post(posted, deadline) {
      if (!isPermitted) throw new TierFault('NODE_UNAVAILABLE', new AddressNotPermitted().message)
      if (!posted.mayRepeat) return await once(posted, deadline)
      try {
        const reply = await once(posted, deadline)
        return isGatewayFault(reply.status) ? await once(posted, deadline) : reply
      } catch (error) {
        if (error instanceof TierFault) throw error
        return await once(posted, deadline)
      }
    },
    close: () => pool.close(),
  }
}
