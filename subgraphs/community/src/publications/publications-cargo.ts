import type { Cargo, QueuedVersion } from '@shequ/subgraph/relay/cargo'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type PublishedRow, readPublished } from './read-published.js'

/** What communities publish: centres and programmes that are for everybody, and answers to guidance for whoever may know. */
export const publicationsCargo: Cargo = {
  kind: 'publications',
  outbox: {
    table: 'catalogue_outbox',
    key: ['community_code', 'kind', 'id'],
  },
  read: readPublications,
}

/** What is not shared goes as a record of null, which withdraws it above. What a community that is not here had is not for us to say. */
async function readPublications(
  sql: TransactionSql,
  queued: readonly QueuedVersion[],
): Promise<readonly (string | undefined)[]> {
  const keys = queued.map(({ key: [community = '', kind = '', id = ''] }) => ({ community, kind, id }))
  const communities = await sql<{ code: string }>(
    `select community_code as code from community where community_code = any($1::text[]) and not exists (
       select from community_place place where place.community_code = community.community_code and place.state = 'AWAY')`,
    [...new Set(keys.map(({ community }) => community))],
  )
  const here = new Set(communities.map(({ code }) => code))
  const rows = await readPublished(sql, keys)
  const records = new Map(rows.map((row) => [nameOf(row), row.record]))
  return keys.map((key, place) =>
    here.has(key.community)
      ? JSON.stringify({ ...key, version: queued[place]?.version, record: records.get(nameOf(key)) ?? null })
      : undefined,
  )
}

function nameOf({ community, kind, id }: Omit<PublishedRow, 'record'>): string {
  return `${community} ${kind} ${id}`
}
