import { nodeName } from '@shequ/process/keys/node-name'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import { entrustOverHttp } from '@shequ/subgraph/nodes/entrust-over-http'
import type { CountsProcessor } from '@shequ/subgraph/nodes/entrusted-counts'
import { type MoveRequest, signMoveRequest } from '@shequ/subgraph/nodes/move-request'
import type { HostedMoves } from '@shequ/subgraph/nodes/hosted-moves'
import { movesOverHttp } from '@shequ/subgraph/nodes/moves-over-http'
import { type NodesRegister, registerOverHttp } from '@shequ/subgraph/nodes/register-over-http'
import type { Sender } from '@shequ/subgraph/returns/signed-message'

/** A node's hub: the register of its borough, and the hosted server. */
export interface NodeHub {
  readonly community: string
  readonly key: SigningKey
  readonly sender: Sender
  readonly register: NodesRegister
  readonly moves: HostedMoves
  /** The hosted server as the one that is entrusted with counts. */
  readonly processor: CountsProcessor
  /** Signs what is asked of the hosted server. */
  sign(request: MoveRequest): Promise<string>
  /** Has the hosted server follow the register now. It does so by itself too, only later: this never rejects. */
  nudge(epoch: number): Promise<void>
}

/**
 * A node's hub at an address.
 *
 * @param key the node's key as it is at the moment: it may be rotated meanwhile
 * @param now the clock by which requests are signed
 */
export function nodeHub(url: string, community: string, key: () => SigningKey, now = () => new Date()): NodeHub {
  const hub = url.replace(/\/$/, '')
  const sender: Sender = {
    issuer: nodeName(community),
    get key() {
      return key()
    },
  }
  const sign = (request: MoveRequest) => signMoveRequest(sender, community, request, now())
  const moves = movesOverHttp(hub)
  return {
    community,
    get key() {
      return key()
    },
    sender,
    register: registerOverHttp(hub, community, sender, now),
    moves,
    processor: entrustOverHttp(hub),
    sign,
    nudge: async (epoch) => {
      const message = await sign({ action: 'settlePlace', epoch })
      await moves.settlePlace(message).catch(() => undefined)
    },
  }
}
