import { withoutPadding } from '@shequ/schema/codes/division-code'
import { daysOf, type Period } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import type { EntrustedPeriod } from '@shequ/subgraph/nodes/entrusted-counts'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { partsOf } from '@shequ/disclosure'
import { isElsewhere } from '../store/hosted-communities.js'

/** A community with a node of its own that entrusted this server with its counts of a period and of all its parts. */
export interface EntrustedCommunity {
  readonly code: string
  /** In the order of `measuredDatasets`: how far each is shared. */
  readonly levels: readonly SharingLevel[]
  readonly counted: Readonly<Record<Period, EntrustedPeriod>>
}

/** For how many days after its end a period waits for the counts of nodes that are late. */
export const patienceInDays = 3

/** Reads who of a city entrusted this server with its counts of a period, by code. */
export async function readEntrusted(
  sql: TransactionSql,
  city: string,
  period: Period,
): Promise<ReadonlyMap<string, EntrustedCommunity>> {
  const wanted = [...partsOf(period), period]
  const rows = await sql<EntrustedCommunity>(
    `select entrusted.community_code as code, levels::text[] as levels, jsonb_object_agg(period, counted) as counted
     from entrusted_community entrusted join entrusted_count using (community_code)
     where entrusted.community_code like $1 and until >= $2::date - 1 and ${isElsewhere} and period = any($3::text[])
     group by entrusted.community_code having count(*) = cardinality($3::text[]) order by code`,
    `${withoutPadding(city)}%`,
    daysOf(period).before,
    wanted,
  )
  return new Map(rows.map((row) => [row.code, row]))
}

/** The communities of a city whose counts of a period are still to come, and may yet: the period is not to be closed before. */
export async function awaitedOf(
  sql: TransactionSql,
  city: string,
  period: Period,
  now: Date,
): Promise<readonly string[]> {
  const rows = await sql<{ code: string }>(
    `select entrusted.community_code as code from entrusted_community entrusted
     where entrusted.community_code like $1 and until >= $2::date - 1 and ${isElsewhere}
       and $3::timestamptz < ($2::date + $4::int)::timestamp at time zone interval '8 hours'
       and not exists (select from entrusted_count counted where counted.community_code = entrusted.community_code and counted.period = $5)
     order by code`,
    `${withoutPadding(city)}%`,
    daysOf(period).before,
    now,
    patienceInDays,
    period,
  )
  return rows.map(({ code }) => code)
}

/** Forgets what was entrusted of a city's year: when the year is closed, nothing is worked out of it any more. */
export async function forgetEntrusted(sql: TransactionSql, city: string, year: string): Promise<void> {
  await sql(
    'delete from entrusted_count where community_code like $1 and left(period, 4) = $2',
    `${withoutPadding(city)}%`,
    year,
  )
}

/** Forgets all that a community entrusted this server with: its records come here themselves. */
export async function dropEntrusted(sql: TransactionSql, community: string): Promise<void> {
  await sql('delete from entrusted_count where community_code = $1', community)
  await sql('delete from entrusted_community where community_code = $1', community)
}
