import type { ReceivingKey } from '@shequ/process/keys/wrapping/seal-key'
import type { Sender } from '../returns/signed-message.js'
import { signRequest } from './sign-request.js'

/** What a node asks of the hosted server when its community moves: one action is never taken for another. */
export type MoveRequest =
  /** The records, for this attempt at joining; from then on the hosted server writes none. `owned` is the attempt in which the node became their owner, if it was one; `to` the key for which the community's pseudonym key is sealed. */
  | { readonly action: 'exportRecords'; readonly epoch: number; readonly owned: number; readonly to: ReceivingKey }
  /** A word for the borough that the records were handed over in this attempt. */
  | { readonly action: 'releaseRecords'; readonly epoch: number }
  /** The key for which the node seals the community's pseudonym key, in this attempt at leaving. */
  | { readonly action: 'receivingKey'; readonly epoch: number }
  /** To take the records back, in this attempt at leaving. */
  | { readonly action: 'importRecords'; readonly epoch: number }
  /** To follow the register now, rather than when it looks next. */
  | { readonly action: 'settlePlace'; readonly epoch: number }

/** Signs what a node asks of the hosted server. */
export function signMoveRequest(sender: Sender, community: string, request: MoveRequest, now: Date): Promise<string> {
  return signRequest(sender, 'community', community, request, now)
}
