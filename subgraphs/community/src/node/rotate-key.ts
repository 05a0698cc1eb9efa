import type { SigningKey } from '@shequ/process/keys/signing-key'
import { HubError } from '@shequ/schema/errors/hub-error'
import { nodeSender, signNodeRequest } from '@shequ/subgraph/nodes/node-request'
import type { NodeHub } from './node-hub.js'

/**
 * Has the register believe another key of a node, which proves itself; the keys before it are believed for a while longer. Asked
 * again, the register changes nothing.
 *
 * @param overlap for how many seconds the keys before it are believed still
 * @throws {HubError} CONFLICT when the community has no node, or as many keys as it may; UNAUTHENTICATED when the register does not believe the node's key
 */
export async function rotateKey(hub: NodeHub, next: SigningKey, overlap: number, now = new Date()): Promise<void> {
  const { community, register } = hub
  const entry = await register.find(community)
  if (entry === undefined) {
    throw new HubError('CONFLICT', `Expected ${community} to have a node, but it has none yet.`, { community })
  }
  const { epoch } = entry
  const proof = await signNodeRequest(nodeSender(community, next), community, { action: 'proveKey', epoch }, now)
  await register.step({ action: 'rotateKey', epoch, key: { x: next.publicJwk.x ?? '' }, proof, overlap })
}
