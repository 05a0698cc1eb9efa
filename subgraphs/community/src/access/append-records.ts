import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Residence } from '../place/residence.js'
import type { AccessRecord } from './access-record.js'

/**
 * Adds to the logs of all communities named, in one statement. Each community's place is held, so that no move takes the log along
 * without what is added; then each log's head is locked, both in the order of their codes, and the chain goes on from it. The hash
 * is SHA-256 over the hash before and, as UTF-8, the community, the sequence and the record.
 */
const append = `
  with recursive sent as (
    select community, record, row_number() over (partition by community order by place) as place
    from unnest($1::text[], $2::text[]) with ordinality as given (community, record, place)
  ), standing as materialized (
    select community, hold_place(community)::text as state from (select distinct community from sent order by community) each
  ), head as materialized (
    select community_code, sequence, hash from access_log_head
    where community_code in (select community from standing where coalesce(state, $3) = 'HERE') order by community_code for update
  ), chain as (
    select community_code, sequence, hash, 0::bigint as place, null::text as record from head
    union all
    select community_code, sequence + 1,
      sha256(hash || convert_to(community_code || E'\\n' || (sequence + 1) || E'\\n' || sent.record, 'UTF8')), sent.place, sent.record
    from chain join sent on sent.community = chain.community_code and sent.place = chain.place + 1
  ), added as (
    insert into access_log (community_code, sequence, record, hash)
    select community_code, sequence, record, hash from chain where place > 0
  ), moved as (
    update access_log_head head set sequence = last.sequence, hash = last.hash
    from (select distinct on (community_code) * from chain order by community_code, place desc) last
    where head.community_code = last.community_code
  )
  select community, coalesce(state, $3) as state, head.community_code is not null as "isAdded"
  from standing left join head on head.community_code = community`

/** Begins the logs of communities of this server; the hash before the first entry is that of nothing. */
const begin = `
  insert into access_log_head (community_code, sequence, hash)
  select community_code, 0, sha256('') from community where community_code = any($1::text[]) order by community_code
  on conflict (community_code) do nothing`

/** How a community stands whose log was not added to, by its code. */
export type NotHere = ReadonlyMap<string, PlaceState>

/**
 * Adds records to the logs of their communities, in their order, and waits until they are kept. What concerns a community
 * whose records are moved, or lie elsewhere, is not added, and given back; what concerns one that there is not, is left out.
 */
export async function appendRecords(
  sql: TransactionSql,
  residence: Residence,
  records: readonly AccessRecord[],
): Promise<NotHere> {
  const first = await appendOnce(sql, residence, records)
  const without = first.filter(({ state, isAdded }) => state === 'HERE' && !isAdded).map(({ community }) => community)
  if (without.length === 0) return notHere(first)
  await sql(begin, without)
  const second = await appendOnce(
    sql,
    residence,
    records.filter(({ community }) => without.includes(community)),
  )
  return notHere([...first, ...second])
}

interface Standing {
  readonly community: string
  readonly state: PlaceState
  readonly isAdded: boolean
}

function appendOnce(sql: TransactionSql, residence: Residence, records: readonly AccessRecord[]): Promise<Standing[]> {
  return sql<Standing>(
    append,
    records.map(({ community }) => community),
    records.map(({ text }) => text),
    residence.kind === 'HOSTED' ? 'HERE' : 'AWAY',
  )
}

function notHere(standings: readonly Standing[]): NotHere {
  return new Map(standings.filter(({ state }) => state !== 'HERE').map(({ community, state }) => [community, state]))
}
