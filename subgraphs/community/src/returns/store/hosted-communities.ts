import { withoutPadding } from '@shequ/schema/codes/division-code'
import { type MeasuredDataset, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { Period } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** A community whose records lie here, with what decides how its counts are released. */
export interface HostedCommunity {
  readonly code: string
  /** The smallest count it publishes. */
  readonly smallestCell: number
  /** In the order of `measuredDatasets`: how far each is shared. PRIVATE without a rule. */
  readonly levels: readonly SharingLevel[]
}

/** SQL: whether the records of a row of `community` lie on this server for good. */
export const isHere =
  "not exists (select from community_place place where place.community_code = community.community_code and place.state <> 'HERE')"

/** SQL: whether a community's records lie on another server for good, of a row of `entrusted_community`. */
export const isElsewhere = `exists (select from community_place place
  where place.community_code = entrusted.community_code and place.state in ('AWAY', 'ASIDE'))`

interface CommunityRow {
  readonly code: string
  readonly smallestCell: number
  readonly rules: Readonly<Partial<Record<MeasuredDataset, SharingLevel>>> | null
}

/** The communities of a city whose records were here on some day from `since` on, and are on their way to another server or there. */
export async function departedCommunities(
  sql: TransactionSql,
  city: string,
  since: string,
): Promise<readonly string[]> {
  const rows = await sql<{ code: string }>(
    `select community_code as code from community_place
     where community_code like $1 and state <> 'HERE' and left_at >= ($2::date::timestamp at time zone interval '8 hours')
     order by code`,
    `${withoutPadding(city)}%`,
    since,
  )
  return rows.map(({ code }) => code)
}

/** The codes of a city's communities whose records lie here, in order. */
export async function hostedCodes(sql: TransactionSql, city: string): Promise<readonly string[]> {
  const rows = await sql<{ code: string }>(
    `select community_code as code from community where community_code like $1 and removed_at is null and ${isHere} order by code`,
    `${withoutPadding(city)}%`,
  )
  return rows.map(({ code }) => code)
}

/**
 * Reads the communities of a city whose records lie here, by code.
 *
 * @param period the period that is to be released, in whose year their smallest counts are read; the latest when it is left out
 */
export async function hostedCommunities(
  sql: TransactionSql,
  city: string,
  period?: Period,
): Promise<readonly HostedCommunity[]> {
  const rows = await sql<CommunityRow>(
    `select community.community_code as code,
       coalesce((select value from smallest_cell cell where cell.community_code = community.community_code and from_year <= coalesce($2::int, from_year)
         order by from_year desc limit 1), smallest_cell) as "smallestCell",
       (select json_object_agg(dataset, level) from sharing_rule
        where sharing_rule.community_code = community.community_code) as rules
     from community where community_code like $1 and removed_at is null and ${isHere} order by community_code`,
    `${withoutPadding(city)}%`,
    period?.slice(0, 4),
  )
  return rows.map(({ code, smallestCell, rules }) => ({
    code,
    smallestCell,
    levels: measuredDatasets.map((dataset) => rules?.[dataset] ?? 'PRIVATE'),
  }))
}
