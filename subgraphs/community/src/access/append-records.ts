import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { AccessRecord } from './access-record.js'

/**
 * Adds to the logs of all communities named, in one statement: each log's head is locked, in the order of their codes, and the
 * chain goes on from it. The hash is SHA-256 over the hash before and, as UTF-8, the community, the sequence and the record.
 */
const append = `
  with recursive sent as (
    select community, record, row_number() over (partition by community order by place) as place
    from unnest($1::text[], $2::text[]) with ordinality as given (community, record, place)
  ), head as materialized (
    select community_code, sequence, hash from access_log_head
    where community_code in (select community from sent) order by community_code for update
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
  select community_code as community from head`

/** Begins the logs of communities of this server; the hash before the first entry is that of nothing. */
const begin = `
  insert into access_log_head (community_code, sequence, hash)
  select community_code, 0, sha256('') from community where community_code = any($1::text[]) order by community_code
  on conflict (community_code) do nothing`

/**
 * Adds records to the logs of their communities, in their order, and waits until they are kept. What concerns a community
 * that this server lacks is left out: it has no log here.
 */
export async function appendRecords(sql: TransactionSql, records: readonly AccessRecord[]): Promise<void> {
  const without = await appendToKnown(sql, records)
  if (without.length === 0) return
  await sql(begin, [...new Set(without.map(({ community }) => community))])
  await appendToKnown(sql, without)
}

/** Adds what has a log, and gives back what has none yet. */
async function appendToKnown(sql: TransactionSql, records: readonly AccessRecord[]): Promise<readonly AccessRecord[]> {
  const heads = await sql<{ community: string }>(
    append,
    records.map(({ community }) => community),
    records.map(({ text }) => text),
  )
  const known = new Set(heads.map(({ community }) => community))
  return records.filter(({ community }) => !known.has(community))
}
