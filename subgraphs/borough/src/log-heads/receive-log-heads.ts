import { HubError } from '@shequ/schema/errors/hub-error'
import {
  type Receiver,
  type ReturnsReceipt,
  openBatch,
  ownersOf,
  requireRegistered,
} from '@shequ/subgraph/returns/receive-returns'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { z } from 'zod'

/** The most heads of a batch. */
const mostHeads = 5_000

const batchSchema = z
  .array(
    z.object({
      community: z.string().regex(/^\d{12}$/, 'expected a 12-digit division code'),
      sequence: z
        .int()
        .min(1)
        .max(2 ** 31 - 1),
      hash: z.string().regex(/^[0-9a-f]{64}$/, 'expected SHA-256 in hexadecimal digits'),
    }),
  )
  .min(1)
  .max(mostHeads)

type Head = z.infer<typeof batchSchema>[number]

/**
 * Keeps the first head of an hour, and the last one beside it, of logs that have grown since the last one kept. The hosted server's word
 * counts for communities without a node of their own.
 */
const keep = `
  insert into log_head as kept (community_code, hour, sequence, hash, last_sequence, last_hash)
  select community, date_trunc('hour', $4::timestamptz, 'UTC'), sequence, decode(hash, 'hex'), sequence, decode(hash, 'hex')
  from unnest($1::text[], $2::int[], $3::text[]) as sent (community, sequence, hash)
  where sequence > coalesce((select max(before.last_sequence) from log_head before where before.community_code = community), 0)
    and ($5 or not exists (select from node where node.community_code = community and node.status in ('ACTIVE', 'LEAVING', 'REVOKED')))
  order by community
  on conflict (community_code, hour) do update set last_sequence = excluded.last_sequence, last_hash = excluded.last_hash
  returning community_code`

/**
 * Takes a signed batch of where communities' access logs end.
 *
 * @throws {HubError} UNAUTHENTICATED, REQUEST_TOO_LARGE, BAD_USER_INPUT, NOT_FOUND, FORBIDDEN; TIER_UNAVAILABLE without the sender's keys.
 */
export async function receiveLogHeads(receiver: Receiver, batch: string): Promise<ReturnsReceipt> {
  const { node, content } = await openBatch(receiver, 'heads', batch)
  const heads = checkHeads(content['heads'])
  const foreign = node === undefined ? undefined : heads.find(({ community }) => community !== node)
  if (foreign) {
    throw new HubError(
      'FORBIDDEN',
      `Expected a node to tell of ${node}'s access log, but got the head of ${foreign.community}'s. Nothing was taken.`,
      { community: foreign.community },
    )
  }
  const communities = [...new Set(heads.map(({ community }) => community))]
  const written = await receiver.database.writeSql(
    async (sql) => {
      await requireRegistered(sql, receiver, communities)
      return keepHeads(sql, heads, receiver.now(), node !== undefined)
    },
    ownersOf(node, communities),
  )
  return { received: heads.length, written }
}

async function keepHeads(sql: TransactionSql, heads: readonly Head[], now: Date, byNode: boolean): Promise<number> {
  const kept = await sql(
    keep,
    heads.map(({ community }) => community),
    heads.map(({ sequence }) => sequence),
    heads.map(({ hash }) => hash),
    now,
    byNode,
  )
  return kept.length
}

function checkHeads(content: unknown): readonly Head[] {
  const parsed = batchSchema.safeParse(content)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new HubError(
    'BAD_USER_INPUT',
    `Expected heads of access logs as the schema of the hub describes them, but at ${['heads', ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? 'malformed'}.`,
    { argument: 'batch' },
  )
}
