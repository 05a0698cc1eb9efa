import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import { writePlace } from '../../node/place/change-place.js'
import { city, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph, viewerOf } from '../../testing/open-community-subgraph.js'
import { closePeriods } from '../close/close-periods.js'
import { correctReturns } from './correct-returns.js'

/** All until June 2025 is over. */
const closedAt = new Date('2025-06-30T16:00:00Z')
const now = new Date('2025-07-10T02:00:00Z')

const opened: TestSubgraph[] = []
const open = async () => {
  const subgraph = await openCommunitySubgraph()
  opened.push(subgraph)
  return subgraph
}
let subgraph: TestSubgraph
beforeEach(async () => {
  subgraph = await open()
  await closePeriods({ pool: subgraph.pool, city, now: closedAt })
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()))
})

const correct = (period: string) => correctReturns(subgraph.pool, { community: lane, period, now })

const versionsOf = (period: string) =>
  subgraph.sql(
    `select released.version, taught_minutes as minutes, queued.version as queued from measure_return released
     join cell using (division_code, period) join return_outbox queued using (division_code, period)
     where division_code = $1 and period = $2 and learner_group = 'ALL' and programme_kind = 'ALL'`,
    lane,
    period,
  )

const others = () =>
  subgraph.sql(
    'select xmin::text, * from measure_return where division_code <> $1 order by division_code, period',
    lane,
  )

const lengthen = () =>
  subgraph.sqlAsOwner("update session set ends_at = ends_at + interval '1 hour' where starts_at = '2025-06-16T11:00Z'")

/** Three more who gave as much, so that no one is found out any more. */
const addDonors = (of: TestSubgraph) =>
  of.sqlAsOwner(
    `insert into donation (community_code, id, title, award_date, amount_awarded, funding_organisation_code)
     select '${lane}', gen_random_uuid(), 'Chairs', '2025-03-02', 5000, null from generate_series(1, 12);
     insert into ledger_entry (community_code, id, booked_on, debit, credit, amount, subject, donation_id)
     select community_code, gen_random_uuid(), award_date, 'CASH', 'DONATIONS', amount_awarded, title, id from donation where title = 'Chairs'`,
  )

const donationsHidden = async (of: TestSubgraph) => {
  const [row] = await of.sql<{ hidden: number[] }>(
    "select hidden from measure_return where division_code = $1 and period = '2025-03'",
    lane,
  )
  return row?.hidden[baseCountNames.indexOf('donations')]
}

describe('a community whose records changed after a period was closed', () => {
  test('returns a new version of it, and of what it is part of, and of nothing else', async () => {
    expect(await versionsOf('2025-06')).toEqual([{ version: 1, minutes: 270, queued: 1 }])
    const before = await others()
    await lengthen()
    expect(await correct('2025-06')).toEqual(['2025-06', '2025-Q2'])
    expect(await versionsOf('2025-06')).toEqual([{ version: 2, minutes: 330, queued: 2 }])
    expect(await versionsOf('2025-Q2')).toEqual([{ version: 2, minutes: 330, queued: 2 }])
    expect(await others()).toEqual(before)
  })

  test('returns nothing anew when its counts are the same', async () => {
    expect(await correct('2025-06')).toEqual([])
    await lengthen()
    await correct('2025-06')
    expect(await correct('2025-06')).toEqual([])
    expect(await versionsOf('2025-06')).toEqual([{ version: 2, minutes: 330, queued: 2 }])
  })

  test('goes on hiding what it hid, though it would not be hidden today', async () => {
    expect(await donationsHidden(subgraph)).toBe(1)
    await addDonors(subgraph)
    await correct('2025-03')
    expect(await donationsHidden(subgraph)).toBe(1)

    const today = await open()
    await addDonors(today)
    await closePeriods({ pool: today.pool, city, now: closedAt })
    expect(await donationsHidden(today)).toBe(0)
  })
})

describe('a return of before proposals were a dataset', () => {
  const proposalsOf = async () => {
    const [row] = await subgraph.sql(
      `select levels[6], summed[6], cardinality(levels) as datasets, proposals, version from measure_return join cell using (division_code, period)
       where division_code = $1 and period = '2025-06' and learner_group = 'ALL' and programme_kind = 'ALL'`,
      lane,
    )
    return row
  }
  const before = { levels: null, summed: null, datasets: 5, proposals: null, version: 1 }
  beforeEach(async () => {
    const counts = baseCountNames.indexOf('proposals')
    await subgraph.sqlAsOwner(
      `update measure_return set levels = levels[1:5], summed = summed[1:5], hidden = hidden[1:${counts}], high = high[1:${counts}];
       update released_pattern set summed = summed[1:5], hidden = hidden[1:${counts}]; update cell set proposals = null`,
    )
  })

  test('goes on saying nothing of them, however far they are shared', async () => {
    expect(await proposalsOf()).toEqual(before)
    for (const level of ['PRIVATE', 'PUBLIC']) {
      const { errors } = await subgraph.ask(
        'mutation ($input: SetSharingInput!) { setSharing(input: $input) { smallestCell } }',
        { input: { community: lane, dataset: 'PROPOSALS', level } },
        viewerOf(lane),
      )
      expect(errors).toBeUndefined()
    }
    expect(await proposalsOf()).toEqual(before)
  })

  test('tells of them when it is corrected, in no sum', async () => {
    expect(await correct('2025-06')).toEqual(['2025-06', '2025-Q2'])
    expect(await proposalsOf()).toEqual({ levels: 'PUBLIC', summed: false, datasets: 6, proposals: 1, version: 2 })
    expect(await correct('2025-06')).toEqual([])
  })
})

test.each([
  [lane, '2025-07', `Expected a closed period of ${lane}, but 2025-07 is not closed.`],
  ['110101001001', '2025-06', 'Expected a community whose records are here, but got 110101001001.'],
])('of %s in %s there is nothing to correct', async (community, period, message) => {
  await expect(correctReturns(subgraph.pool, { community, period, now })).rejects.toThrow(message)
})

test('of a community that has left for a node of its own, its node corrects what it returned', async () => {
  await writePlace(sqlOn(subgraph.owner), lane, { state: 'AWAY', epoch: 1 })
  await expect(correct('2025-06')).rejects.toThrow(`Expected a community whose records are here, but got ${lane}.`)
})
