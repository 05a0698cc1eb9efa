import type { Receiver } from '@shequ/subgraph/returns/receive-returns'
import { readNodeRequest } from '../nodes/read-node-request.js'

/** Where a community's access log ended in an hour. */
export interface KeptHead {
  readonly hour: string
  readonly sequence: number
  readonly hash: string
}

/**
 * Where the access log of a community ended at times, oldest first, for whom the request shows to be its node or the hosted server.
 *
 * @throws {HubError} UNAUTHENTICATED, BAD_USER_INPUT
 */
export function readLogHeads({ database, senders, now }: Receiver, request: string): Promise<KeptHead[]> {
  return database.writeSql(async (sql) => {
    const { community } = await readNodeRequest(sql, 'readLogHeads', request, { senders, now })
    return sql<KeptHead>(
      `select distinct to_char(hour at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as hour, head.sequence, encode(head.hash, 'hex') as hash
       from log_head kept, lateral (values (kept.sequence, kept.hash), (last_sequence, last_hash)) as head (sequence, hash)
       where community_code = $1 order by head.sequence`,
      community,
    )
  })
}
