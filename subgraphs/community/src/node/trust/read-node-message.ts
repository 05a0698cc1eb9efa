import { keysAt } from '@shequ/process/keys/node-keys'
import { communityOfNode } from '@shequ/process/keys/node-name'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { NodeRegister, RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import { notOfNode, trustNode } from '@shequ/subgraph/returns/trust-node'
import { type MessageKind, issuerOf, verifyMessage } from '@shequ/subgraph/returns/signed-message'
import type { JWTPayload } from 'jose'

/** A message that a community's node signed for the hosted server. */
export interface NodeMessage {
  /** The community whose node it is. */
  readonly code: string
  /** The entry of the register by whose keys the node was known. */
  readonly entry: RegisterEntry
  readonly claims: JWTPayload
}

/**
 * What a node tells or asks the hosted server, signed with a key that the register believes now.
 *
 * @throws {HubError} UNAUTHENTICATED saying what is wrong with it; TIER_UNAVAILABLE without the register.
 */
export async function readNodeMessage(
  kind: MessageKind,
  message: string,
  register: NodeRegister,
  now: Date,
): Promise<NodeMessage> {
  const code = signerOf(message)
  const entry = await find(register, code)
  const keys = keysAt(entry?.keys ?? [], now)
  if (entry === undefined || keys.length === 0) throw notOfNode('the register believes no key of this node')
  const claims = await verifyMessage(kind, message, [trustNode(code, keys)], 'community', now)
  return { code, entry, claims }
}

/** The community whose node says that it signed the message. */
function signerOf(message: string): string {
  const issuer = issuerOf(message)
  if (issuer === undefined) throw notOfNode('it is not a signed message')
  const code = communityOfNode(issuer)
  if (code === undefined) throw notOfNode('its issuer is no node')
  return code
}

async function find(register: NodeRegister, community: string): Promise<RegisterEntry | undefined> {
  try {
    return await register.find(community)
  } catch {
    throw new HubError('TIER_UNAVAILABLE', 'The register of nodes did not answer. Ask again in a moment.')
  }
}
