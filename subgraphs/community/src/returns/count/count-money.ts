import type { MoneyContribution } from '@shequ/disclosure'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Period } from '@shequ/schema/measures/periods'
import { largestSummand } from '@shequ/subgraph/returns/count-columns'
import { type CountScope, dayInScope, monthOfDay, monthsInPeriods, monthsWithPeriods } from './count-scope.js'
import type { CountedPeriods } from './counted-periods.js'

const countOfAccount = {
  DONATIONS: 'donations',
  FEES: 'fees',
  OWN_INCOME: 'ownIncome',
  ALLOCATION: 'allocations',
} as const

type Income = keyof typeof countOfAccount
export type MoneyCount = (typeof countOfAccount)[Income]

export type ContributionsByCommunity = ReadonlyMap<string, readonly MoneyContribution[]>

interface MoneyRow {
  readonly code: string
  readonly period: Period
  readonly account: Income
  readonly fen: number
  readonly contributors: number
  readonly largestTwo: number
}

/**
 * What is counted of an account in a month at the most, some billions of yuan: one community whose entries are made up could else
 * stop every close of its city. By month, so that the months still add up to the quarter and the year.
 */
const mostInMonth = Math.floor(Math.min(...Object.values(countOfAccount).map(largestSummand)) / 12)

/** The place of a contributor by size, among all or among those alike. */
const placeAmong = (alike: string) =>
  `row_number() over (partition by community_code, period, credit${alike} order by sum(fen) desc, contributor)`

const statement = `with given as (
  select entry.community_code, month_of.period, month_of.month, entry.credit,
    coalesce(donation.funding_organisation_code, entry.id::text) as contributor,
    donation.funding_organisation_code is not null as is_listed, sum(entry.amount * 100) as fen
  from ledger_entry entry join ${monthsInPeriods} on month_of.month = ${monthOfDay('entry.booked_on')}
  left join donation on donation.community_code = entry.community_code and donation.id = entry.donation_id
    and entry.credit = 'DONATIONS'
  where entry.community_code = any($1::text[]) and ${dayInScope('entry.booked_on')}
    and entry.credit in ('DONATIONS', 'FEES', 'OWN_INCOME', 'ALLOCATION') and entry.removed_at is null
  group by 1, 2, 3, 4, 5, 6
), ranked as (
  select community_code, period, credit, is_listed, sum(fen) as fen, ${placeAmong('')} as place, ${placeAmong(', is_listed')} as place_alike
  from given group by 1, 2, 3, contributor, is_listed
), booked as (
  select community_code, period, credit, least(sum(fen), ${mostInMonth}) as fen from given group by 1, 2, 3, month
), total as (
  select community_code, period, credit, sum(fen)::int8 as fen from booked group by 1, 2, 3
)
select community_code as code, period, credit as account, total.fen,
  least(count(*), nullif(count(*) filter (where not is_listed), 0)) as contributors,
  greatest(sum(ranked.fen) filter (where place <= 2) / sum(ranked.fen),
    sum(ranked.fen) filter (where place_alike <= 2 and not is_listed) / nullif(sum(ranked.fen) filter (where not is_listed), 0))::float8 as "largestTwo"
from ranked join total using (community_code, period, credit) group by 1, 2, 3, 4`

/**
 * Counts the income booked in each period, in fen: what was credited to its accounts. A booking that takes back another
 * is not set off against it, since what adds up over months can't fall below zero in one of them.
 *
 * Organisations that gave are listed by name. Whoever takes their gifts away has what residents gave, so that those few may be is
 * looked at both in all and in what residents gave.
 *
 * @returns by period and community, who stands behind each sum
 */
export async function countMoney(
  sql: TransactionSql,
  scope: CountScope,
  tables: CountedPeriods,
): Promise<ReadonlyMap<Period, ContributionsByCommunity>> {
  const byPeriod = new Map(scope.periods.map((period) => [period, new Map<string, MoneyContribution[]>()]))
  const { months, periods } = monthsWithPeriods(scope.periods)
  for (const row of await sql<MoneyRow>(statement, scope.codes, scope.from, scope.before, months, periods)) {
    const { code, period, account, fen, contributors, largestTwo } = row
    const count = countOfAccount[account]
    tables.addToPeriod(period, { code, count, value: fen })
    const byCommunity = byPeriod.get(period)
    const contribution = { count, contributors, largestTwo }
    byCommunity?.set(code, [...(byCommunity.get(code) ?? []), contribution])
  }
  return byPeriod
}
