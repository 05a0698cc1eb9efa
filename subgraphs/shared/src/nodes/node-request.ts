import { nodeName } from '@shequ/process/keys/node-name'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import type { Sender } from '../returns/signed-message.js'
import { signRequest } from './sign-request.js'

/** What a node asks of the register, or the hosted server of a move: one action is never taken for another. */
export type NodeRequest =
  /** Enters a node: with the token of the invitation, the node's address, its public key, and for how many seconds its last answers may be shown. */
  | {
      readonly action: 'join'
      readonly invitation: string
      readonly address: string
      readonly key: { readonly x: string }
      readonly staleFor: number
    }
  /** Makes the node the owner: with what the hosted server signed, that it has handed the records over. */
  | { readonly action: 'completeJoin'; readonly epoch: number; readonly release: string }
  | { readonly action: 'beginLeave' | 'completeLeave' | 'abandonMove'; readonly epoch: number }
  /** Enters another key, proved by a message of the new key itself. The keys before it are believed for `overlap` seconds more. */
  | {
      readonly action: 'rotateKey'
      readonly epoch: number
      readonly key: { readonly x: string }
      readonly proof: string
      readonly overlap: number
    }
  /** Asks where the community's access log ended at times. */
  | { readonly action: 'readLogHeads' }
  /** Proves a key that is to take another's place. */
  | { readonly action: 'proveKey'; readonly epoch: number }

/** Who may ask something of the register for a community: its node, or the hosted server. */
export type Requester = Sender

/** A community's node as one who asks. */
export function nodeSender(community: string, key: SigningKey): Requester {
  return { issuer: nodeName(community), key }
}

/** Signs what is asked of the register for a community. */
export function signNodeRequest(
  sender: Requester,
  community: string,
  request: NodeRequest,
  now: Date,
): Promise<string> {
  return signRequest(sender, 'borough', community, request, now)
}
