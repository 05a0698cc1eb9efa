import { HubError } from '@shequ/schema/errors/hub-error'
import type { Publication } from '@shequ/schema/publications/publication'
import { z } from 'zod'
import {
  type Receiver,
  type ReturnsReceipt,
  openBatch,
  ownersOf,
  requireRegistered,
} from '../returns/receive-returns.js'
import type { TransactionSql } from '../writes/once.js'
import { publicationSchema } from './publication-schema.js'

/** The most publications of a batch. */
export const mostPublications = 5_000

const batchSchema = z.array(publicationSchema).min(1).max(mostPublications)

/** Writes publications inside a transaction, each in place of an older version of itself; gives how many were newer. */
export type WritePublications = (sql: TransactionSql, publications: readonly Publication[]) => Promise<number>

/**
 * Takes a signed batch of what communities publish: all of it in one transaction, or none.
 *
 * @throws {HubError} UNAUTHENTICATED, REQUEST_TOO_LARGE, BAD_USER_INPUT, NOT_FOUND, FORBIDDEN; TIER_UNAVAILABLE without the sender's keys.
 */
export async function receivePublications(
  receiver: Receiver,
  batch: string,
  write: WritePublications,
): Promise<ReturnsReceipt> {
  const { node, content } = await openBatch(receiver, 'publications', batch)
  const publications = checkPublications(content['publications'])
  if (node !== undefined) requireOwn(publications, node)
  const communities = [...new Set(publications.map(({ community }) => community))]
  const written = await receiver.database.writeSql(
    async (sql) => {
      await requireRegistered(sql, receiver, communities)
      return write(sql, publications)
    },
    ownersOf(node, communities),
  )
  return { received: publications.length, written }
}

/** @throws {HubError} FORBIDDEN when a node sends what another community publishes. */
function requireOwn(publications: readonly Publication[], node: string): void {
  const foreign = publications.find(({ community }) => community !== node)
  if (foreign === undefined) return
  throw new HubError(
    'FORBIDDEN',
    `Expected a node to publish what is ${node}'s, but got a record of ${foreign.community}. Nothing was taken.`,
    { community: node },
  )
}

function checkPublications(content: unknown): readonly Publication[] {
  const parsed = batchSchema.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw malformed(['publications', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'malformed')
  }
  const keys = new Set<string>()
  for (const [place, { community, kind, id }] of parsed.data.entries()) {
    const key = `${community} ${kind} ${id}`
    if (keys.has(key)) throw malformed(`publications.${place}`, 'expected each record once')
    keys.add(key)
  }
  return parsed.data
}

function malformed(path: string, fault: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    `Expected publications as they are described in the schema of the hub, but at ${path}: ${fault}.`,
    { argument: 'batch' },
  )
}
