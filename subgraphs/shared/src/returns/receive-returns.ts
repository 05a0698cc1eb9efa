import { type NodeKey, keysAt } from '@shequ/process/keys/node-keys'
import { communityOfNode } from '@shequ/process/keys/node-name'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { JWTPayload } from 'jose'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import type { TierDatabase } from '../database/open-tier-database.js'
import type { TransactionSql } from '../writes/once.js'
import { trustNode } from './trust-node.js'
import { checkReturns } from './check-returns.js'
import { enqueueReturns } from './enqueue-returns.js'
import { noteSummed } from './note-summed.js'
import { type MessageKind, type TrustedSender, issuerOf, verifyMessage } from './signed-message.js'
import type { ReceivingTier } from './strip-return.js'
import { writeReturns } from './write-returns.js'

/** A tier that takes what servers below it send. */
export interface Receiver {
  readonly tier: ReceivingTier
  readonly database: Pick<TierDatabase<never>, 'writeSql'>
  /** Whose signature is believed. */
  readonly senders: readonly TrustedSender[]
  /** The keys by which a community's own node is known, while it answers for the community; where there may be nodes below. */
  readonly nodeKeys?: (community: string) => Promise<readonly NodeKey[]>
  /** Those of the codes that the tier's register does not know. */
  readonly findUnknown: (sql: TransactionSql, codes: readonly string[]) => Promise<readonly string[]>
  /** Whether what is received goes on to the tier above. */
  readonly forwards: boolean
  readonly now: () => Date
}

/** What became of a batch, as in the schema. */
export interface ReturnsReceipt {
  readonly received: number
  readonly written: number
}

/**
 * Takes a signed batch of returns: all of it in one transaction, or none. What goes on to the tier above is queued in
 * the same transaction. That a dataset is withheld is itself something to tell, so every return goes on.
 *
 * @throws {HubError} UNAUTHENTICATED, REQUEST_TOO_LARGE, BAD_USER_INPUT, NOT_FOUND, FORBIDDEN; TIER_UNAVAILABLE without the sender's keys.
 */
export async function receiveReturns(receiver: Receiver, batch: string): Promise<ReturnsReceipt> {
  const { tier, database } = receiver
  const { node, content } = await openBatch(receiver, 'returns', batch)
  const returns = checkReturns(content['returns'], tier)
  if (node !== undefined) requireOwn(returns, node)
  const divisions = [...new Set(returns.map(({ division }) => division))]
  const changed = await database.writeSql(
    async (sql) => {
      await requireRegistered(sql, receiver, divisions)
      const written = await writeReturns(sql, returns, node !== undefined)
      const changed = node === undefined ? [...written, ...(await noteSummed(sql, returns))] : written
      if (receiver.forwards) await enqueueReturns(sql, changed)
      return changed
    },
    ownersOf(node, divisions),
  )
  return { received: returns.length, written: changed.length }
}

/** What a signed batch holds, and whose node signed it; undefined for a server that sends for many communities. */
export interface OpenedBatch {
  readonly content: JWTPayload
  readonly node: string | undefined
}

/**
 * Opens a batch of a kind that a server below signed for this tier.
 *
 * @throws {HubError} UNAUTHENTICATED, REQUEST_TOO_LARGE; TIER_UNAVAILABLE without the sender's keys.
 */
export async function openBatch(receiver: Receiver, kind: MessageKind, batch: string): Promise<OpenedBatch> {
  const node = communityOfNode(issuerOf(batch) ?? '')
  const senders = node === undefined ? receiver.senders : await nodeSenders(receiver, node)
  return { node, content: await verifyMessage(kind, batch, senders, receiver.tier, receiver.now()) }
}

async function nodeSenders({ nodeKeys, now }: Receiver, community: string): Promise<readonly TrustedSender[]> {
  const keys = keysAt((await nodeKeys?.(community)) ?? [], now())
  return keys.length === 0 ? [] : [trustNode(community, keys)]
}

/** Whose rows a batch may write: a node's its own community's, whatever it holds; else those of the divisions that it names. */
export function ownersOf(node: string | undefined, divisions: readonly string[]): readonly string[] {
  return node === undefined ? divisions : [node]
}

/** @throws {HubError} FORBIDDEN when a node returns something else than what its own community releases under its name. */
function requireOwn(returns: readonly MeasureReturn[], community: string): void {
  const foreign = returns.find(({ division, kind }) => division !== community || kind !== 'NAMED')
  if (foreign === undefined) return
  throw new HubError(
    'FORBIDDEN',
    `Expected a node to return what ${community} releases alone, but got a return of ${foreign.division}. Nothing was taken.`,
    { community },
  )
}

/** How many of the divisions that are unknown an error names. */
const mostNamed = 20

/** @throws {HubError} NOT_FOUND naming divisions that the tier's register does not know. */
export async function requireRegistered(
  sql: TransactionSql,
  { tier, findUnknown }: Receiver,
  divisions: readonly string[],
): Promise<void> {
  const unknown = await findUnknown(sql, divisions)
  if (unknown.length === 0) return
  const named = unknown.slice(0, mostNamed)
  throw new HubError(
    'NOT_FOUND',
    `Expected divisions that this ${tier} tier has registered, but it has no ${named.join(', ')}. Nothing was taken.`,
    { divisions: named },
  )
}
