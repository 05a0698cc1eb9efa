import { communityOfNode } from '@shequ/process/keys/node-name'
import { keysAt } from '@shequ/process/keys/node-keys'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { MoveRequest } from '@shequ/subgraph/nodes/move-request'
import { notOfNode, trustNode } from '@shequ/subgraph/nodes/trust-node'
import { issuerOf, verifyMessage } from '@shequ/subgraph/returns/signed-message'
import { z } from 'zod'
import type { NodeRegister, RegisterEntry } from '@shequ/subgraph/nodes/register-entry'

const community = z.string().regex(/^\d{12}$/)
const epoch = z.int().min(1)

const requestSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('exportRecords'), community, epoch, owned: z.int().min(0) }),
  z.object({ action: z.literal('importRecords'), community, epoch }),
  z.object({ action: z.literal('settlePlace'), community, epoch }),
])

/** A request of a node, with the entry of the register by whose keys it was known. */
export interface KnownRequest<Action extends MoveRequest['action']> {
  readonly request: Extract<MoveRequest, { readonly action: Action }> & { readonly community: string }
  readonly entry: RegisterEntry
}

/**
 * What a node asks of the hosted server: of its own community, signed with a key that the register believes now.
 *
 * @throws {HubError} UNAUTHENTICATED saying what is wrong with it, BAD_USER_INPUT when it asks for something else; TIER_UNAVAILABLE without the register.
 */
export async function readMoveRequest<Action extends MoveRequest['action']>(
  action: Action,
  message: string,
  register: NodeRegister,
  now: Date,
): Promise<KnownRequest<Action>> {
  const code = signerOf(message)
  const entry = await find(register, code)
  const keys = keysAt(entry?.keys ?? [], now)
  if (entry === undefined || keys.length === 0) throw notOfNode('the register believes no key of this node')
  const claims = await verifyMessage('node', message, [trustNode(code, keys)], 'community', now)
  const parsed = requestSchema.safeParse(claims)
  if (!parsed.success || parsed.data.action !== action) {
    throw new HubError('BAD_USER_INPUT', `Expected a request to ${action}, with the community and the attempt.`)
  }
  if (parsed.data.community !== code) throw notOfNode('it speaks for a community of another node')
  return { request: parsed.data as KnownRequest<Action>['request'], entry }
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
