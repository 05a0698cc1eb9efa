import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import { communityOfNode } from '@shequ/process/keys/node-name'
import { keysAt, nodeKeyOf } from '@shequ/process/keys/node-keys'
import { HubError } from '@shequ/schema/errors/hub-error'
import { notOfNode, trustNode } from '@shequ/subgraph/returns/trust-node'
import { type TrustedSender, issuerOf, verifyMessage } from '@shequ/subgraph/returns/signed-message'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { decodeJwt } from 'jose'
import { type Action, type RequestOf, requestSchemas } from './request-schema.js'
import { findNode } from './find-node.js'

/** Whose requests are believed beside nodes, and what time it is. */
export interface Trust {
  /** The hosted servers. */
  readonly senders: readonly TrustedSender[]
  readonly now: () => Date
}

/** What the hosted server may ask for a community, too. */
const ofHosted: ReadonlySet<Action> = new Set(['abandonMove', 'readLogHeads'])

/**
 * What a node asks to join with: signed with the very key that it names, since the register knows none of it yet.
 *
 * @param addresses which a node may have
 * @throws {HubError} UNAUTHENTICATED, BAD_USER_INPUT
 */
export async function readJoinRequest(
  message: string,
  now: Date,
  addresses: NodeAddresses,
): Promise<RequestOf<'join'>> {
  const { community, key } = parseRequest('join', decoded(message))
  const request = await verifiedBy('join', message, trustNode(community, [await nodeKeyOf(key.x)]), now)
  const fault = addresses.faultOf(request.address)
  if (fault !== undefined) throw malformed('join', 'address', fault)
  return request
}

/**
 * What a node of the register asks, or the hosted server where it may, by the keys that the register believes now.
 *
 * @throws {HubError} UNAUTHENTICATED, BAD_USER_INPUT
 */
export async function readNodeRequest<Wanted extends Action>(
  sql: TransactionSql,
  action: Wanted,
  message: string,
  { senders, now }: Trust,
): Promise<RequestOf<Wanted>> {
  const issuer = issuerOf(message)
  if (issuer === undefined) throw notOfNode('it is not a signed message')
  const community = communityOfNode(issuer)
  if (community === undefined) {
    const sender = ofHosted.has(action) ? senders.find((known) => known.issuer === issuer) : undefined
    if (sender === undefined) throw notOfNode('its issuer is no node')
    return await verifiedBy(action, message, sender, now())
  }
  const node = await findNode(sql, community)
  const keys = keysAt(node?.keys ?? [], now())
  if (keys.length === 0) throw notOfNode('the register believes no key of this node')
  const request = await verifiedBy(action, message, trustNode(community, keys), now())
  if (request.community !== community) throw notOfNode('it speaks for a community of another node')
  return request
}

/** Whether a message is signed with a key, for this action and epoch: the proof of a key that is to take another's place. */
export async function requireProof(
  message: string,
  community: string,
  x: string,
  epoch: number,
  now: Date,
): Promise<void> {
  const proof = await verifiedBy('proveKey', message, trustNode(community, [await nodeKeyOf(x)]), now)
  if (proof.community !== community || proof.epoch !== epoch) throw notOfNode('its proof is of another key change')
}

/** Whether the hosted server signed that it has handed a community's records over in this attempt. @throws {HubError} UNAUTHENTICATED, BAD_USER_INPUT */
export async function requireRelease(
  { community, epoch, release: message }: RequestOf<'completeJoin'>,
  { senders, now }: Trust,
): Promise<void> {
  const issuer = issuerOf(message)
  const sender = senders.find((known) => known.issuer === issuer)
  if (sender === undefined) throw notOfNode('no hosted server known here signed its release')
  const release = await verifiedBy('release', message, sender, now())
  if (release.community !== community || release.epoch !== epoch) throw notOfNode('its release is of another move')
}

async function verifiedBy<Wanted extends Action>(
  action: Wanted,
  message: string,
  sender: TrustedSender,
  now: Date,
): Promise<RequestOf<Wanted>> {
  return parseRequest(action, await verifyMessage('node', message, [sender], 'borough', now))
}

function parseRequest<Wanted extends Action>(action: Wanted, claims: unknown): RequestOf<Wanted> {
  const parsed = requestSchemas[action].safeParse(claims)
  if (parsed.success) return parsed.data as RequestOf<Wanted>
  const [issue] = parsed.error.issues
  throw malformed(action, issue?.path.join('.') || 'its claims', issue?.message ?? 'malformed')
}

function malformed(action: Action, place: string, fault: string): HubError {
  return new HubError('BAD_USER_INPUT', `Expected a request to ${action}, but at ${place}: ${fault}.`, {
    argument: 'request',
  })
}

function decoded(message: string): Record<string, unknown> {
  try {
    return decodeJwt(message)
  } catch {
    throw notOfNode('it is not a signed message')
  }
}
