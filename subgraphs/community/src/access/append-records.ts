import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Server } from '../node/place/server.js'
import type { AccessRecord } from './record/access-record.js'

/** The database's own function: its role may read the log and have this done, and change nothing of what is there. */
const append = 'select community, state from append_access_log($1::text[], $2::text[], $3::place_state)'

/** How a community stands whose log was not added to, by its code. */
export type NotHere = ReadonlyMap<string, PlaceState>

interface Standing {
  readonly community: string
  readonly state: PlaceState
}

/**
 * Adds records to the logs of their communities, in their order and one statement, and waits until they are kept. What concerns a
 * community whose records are moved, or lie elsewhere, is not added, and given back; what concerns one that there is not, is left out.
 */
export async function appendRecords(
  sql: TransactionSql,
  server: Server,
  records: readonly AccessRecord[],
): Promise<NotHere> {
  const standings = await sql<Standing>(
    append,
    records.map(({ community }) => community),
    records.map(({ text }) => text),
    server.kind === 'HOSTED' ? 'HERE' : 'AWAY',
  )
  return new Map(standings.filter(({ state }) => state !== 'HERE').map(({ community, state }) => [community, state]))
}
