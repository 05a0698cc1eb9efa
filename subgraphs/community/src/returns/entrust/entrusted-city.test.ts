import { afterAll, beforeAll, expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { EntrustedPeriod } from '@shequ/subgraph/nodes/entrusted-counts'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { citiesToClose } from '../due/cities-to-close.js'
import { closePeriods } from '../close/close-periods.js'

/** A county directly under its province, all of whose communities are on nodes of their own. */
const city = '429004000000'
const communities = ['429004001001', '429004001002', '429004002001', '429004002002']
const now = new Date('2025-08-10T02:00:00Z')

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

const countedOf = (centres: number): EntrustedPeriod => ({
  smallestCell: 11,
  values: [[baseCountNames.indexOf('centres') * breakdownCount, centres]],
  dominated: [],
  isSummed: true,
  released: null,
})

async function entrust(community: string, periods: readonly string[], centres: number): Promise<void> {
  await subgraph.sql(
    "insert into community_place (community_code, state, epoch, since) values ($1, 'AWAY', 1, '2025-01-01')",
    community,
  )
  await subgraph.sql(
    `insert into entrusted_community (community_code, until, levels, signed_at) values ($1, '2027-12-31', $2::sharing_level[], $3)`,
    community,
    measuredDatasets.map(() => 'PUBLIC'),
    now,
  )
  for (const period of periods)
    await subgraph.sql(
      'insert into entrusted_count (community_code, period, counted) values ($1, $2, $3)',
      community,
      period,
      JSON.stringify(countedOf(centres)),
    )
}

test('periods of a city that hosts nobody are closed with the counts that its nodes entrust', async () => {
  const months = ['2025-06', '2025-07']
  for (const [place, community] of communities.entries()) await entrust(community, months, place + 1)
  expect(await sqlTransaction(subgraph.pool, citiesToClose)).toContain(city)
  expect(await closePeriods({ pool: subgraph.pool, city, now })).toEqual(months)
  const sums = await subgraph.sql(
    `select division_code as division, period, centres from measure_return join cell using (division_code, period)
     where kind = 'SUM' and division_code in ($1, $2) and learner_group = 'ALL' and programme_kind = 'ALL' order by 1, 2`,
    city,
    '429000000000',
  )
  expect(sums).toEqual(months.map((period) => ({ division: city, period, centres: 10 })))
})

test('a month that waits for counts holds up its own year alone', async () => {
  const waiting: string[] = []
  const early = new Date('2026-01-02T02:00:00Z')
  await subgraph.sql(
    'delete from closed_period; delete from measure_return; delete from cell; delete from released_pattern',
  )
  for (const community of communities)
    for (const period of ['2024-11', '2024-12', '2025-01'])
      await subgraph.sql(
        'insert into entrusted_count values ($1, $2, $3)',
        community,
        period,
        JSON.stringify(countedOf(1)),
      )
  // Of December, which ended two days before, one community's counts are still to come.
  for (const community of communities.slice(1))
    await subgraph.sql(
      'insert into entrusted_count values ($1, $2, $3)',
      community,
      '2025-12',
      JSON.stringify(countedOf(1)),
    )
  const closed = await closePeriods({
    pool: subgraph.pool,
    city,
    now: early,
    wait: (period, awaited) => waiting.push(`${period} ${awaited.join()}`),
  })
  expect(waiting).toEqual([`2025-12 ${communities[0]}`])
  expect(closed.filter((period) => period.startsWith('2025')).at(-1)).toBe('2025-11')
  expect(closed.filter((period) => period.startsWith('2024'))).toEqual(['2024-11', '2024-12'])
})
