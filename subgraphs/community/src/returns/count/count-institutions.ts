import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Period } from '@shequ/schema/measures/periods'
import { type CountScope, dayInScope, lastDayOf, monthOfDay } from './count-scope.js'
import type { CountedPeriods } from './counted-periods.js'

interface CentresRow {
  readonly code: string
  readonly period: Period
  readonly centres: number
  readonly consigned: number
}

interface GuidanceRow {
  readonly code: string
  readonly month: string
  readonly ownWay: number
}

interface ProposalsRow {
  readonly code: string
  readonly month: string
  readonly proposals: number
}

const centresStatement = `select centre.community_code as code, day_of.period, count(*) as centres, count(*) filter (where exists (
    select from consignment
    where consignment.community_code = centre.community_code and consignment.education_centre_id = centre.id
      and consignment.removed_at is null
      and day_of.last between consignment.starts_on and coalesce(consignment.ended_on, consignment.ends_on))) as consigned
from education_centre centre cross join unnest($2::text[], $3::date[]) as day_of (period, last)
where centre.community_code = any($1::text[]) and centre.removed_at is null and centre.opened_on <= day_of.last
  and (centre.closed_on > day_of.last or centre.closed_on is null and centre.status = 'ACTIVE')
group by 1, 2`

/** Not of what the city issued: the measure divides by what the borough did. A city without districts is its own borough. */
const guidanceStatement = `select community_code as code, ${monthOfDay('answered_on')} as month, count(*) as "ownWay"
from guidance_response
where (substr(guidance_id, 5, 8) <> '00000000' or left(guidance_id, 6) = left(community_code, 6)) and community_code = any($1::text[]) and ${dayInScope('answered_on')}
  and decision in ('ADAPTED', 'DECLINED') and removed_at is null
group by 1, 2`

const proposalsStatement = `select community_code as code, ${monthOfDay('opened_on')} as month, count(*) as proposals
from proposal
where community_code = any($1::text[]) and ${dayInScope('opened_on')} and removed_at is null
group by 1, 2`

/**
 * Counts the centres that are active on a period's last day, those under consignment, guidance taken in its own way, and proposals that
 * were put to the vote.
 */
export async function countInstitutions(sql: TransactionSql, scope: CountScope, tables: CountedPeriods): Promise<void> {
  const { codes, periods, from, before } = scope
  const lastDays = periods.map(lastDayOf)
  for (const { code, period, centres, consigned } of await sql<CentresRow>(
    centresStatement,
    codes,
    periods,
    lastDays,
  )) {
    tables.addToPeriod(period, { code, count: 'centres', value: centres })
    tables.addToPeriod(period, { code, count: 'consignedCentres', value: consigned })
  }
  for (const { code, month, ownWay } of await sql<GuidanceRow>(guidanceStatement, codes, from, before)) {
    tables.addToMonth(month, { code, count: 'guidanceOwnWay', value: ownWay })
  }
  for (const { code, month, proposals } of await sql<ProposalsRow>(proposalsStatement, codes, from, before)) {
    tables.addToMonth(month, { code, count: 'proposals', value: proposals })
  }
}
