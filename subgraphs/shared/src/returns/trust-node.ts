import { type NodeKey, toJwk } from '@shequ/process/keys/node-keys'
import { nodeName } from '@shequ/process/keys/node-name'
import { HubError } from '@shequ/schema/errors/hub-error'
import { type TrustedSender, trustKeys } from './signed-message.js'

/** A community's node as one whose messages are believed, by these keys of it. */
export function trustNode(community: string, keys: readonly NodeKey[]): TrustedSender {
  return { issuer: nodeName(community), keys: trustKeys({ keys: keys.map(toJwk) }) }
}

/** Why a request is not taken for one of a community's node: UNAUTHENTICATED. @param fault the end of "…, but" */
export function notOfNode(fault: string): HubError {
  return new HubError(
    'UNAUTHENTICATED',
    `Expected a request that the community's node signed a moment ago, but ${fault}.`,
  )
}
