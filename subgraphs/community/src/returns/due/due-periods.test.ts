import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { city, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { closePeriods } from '../close/close-periods.js'
import { dueOfNode, duePeriods } from './due-periods.js'

/** All until June 2025 is over. */
const now = new Date('2025-06-30T16:00:00Z')

const opened: TestSubgraph[] = []
let subgraph: TestSubgraph
beforeEach(async () => {
  subgraph = await openCommunitySubgraph()
  opened.push(subgraph)
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()))
})

/** Books an entry on a day, as one that was let in before days were checked. */
async function book(day: string): Promise<void> {
  await subgraph.sql('alter table ledger_entry drop constraint ledger_entry_first_day')
  await subgraph.sql(
    `insert into ledger_entry (community_code, id, booked_on, debit, credit, amount, subject)
     values ($1, gen_random_uuid(), $2, 'CASH', 'DONATIONS', 10, 'Ink')`,
    lane,
    day,
  )
  await subgraph.sql(
    `alter table ledger_entry add constraint ledger_entry_first_day check (booked_on >= '2000-01-01') not valid`,
  )
}

const due = () => sqlTransaction(subgraph.pool, (sql) => duePeriods(sql, city, now))

describe('the first month that is due', () => {
  test.each(['0025-03-01', '1925-03-01', '2003-04-01', '2005-03-01'])(
    'is that of steady records, with one of %s as without',
    async (day) => {
      const without = await due()
      expect(without[0]).toBe('2024-06')
      await book(day)
      expect(await due()).toEqual(without)
    },
  )

  test('is that of records with less than a year between them and the others', async () => {
    await book('2023-06-15')
    expect((await due())[0]).toBe('2023-06')
  })

  test('comes first, and the newest whole year next, so that whoever is interrupted knows the first', async () => {
    await book('2023-06-15')
    const all = await due()
    expect([all[0], all[1], all[18], all[26]]).toEqual(['2023-06', '2024-01', '2025-01', '2023-07'])
    await closePeriods({ pool: subgraph.pool, city, now, only: (period) => ['2023-06', '2024-01'].includes(period) })
    expect(await due()).toEqual(all.slice(2))
  })

  test('is the first that was closed, whatever is recorded of earlier months later', async () => {
    await closePeriods({ pool: subgraph.pool, city, now, only: (period) => period === '2025-01' })
    await book('2024-12-01')
    expect((await due()).slice(0, 2)).toEqual(['2025-02', '2025-03'])
  })

  test('is, on a node, that of its first return, or of its first steady records', async () => {
    const dueThere = () => sqlTransaction(subgraph.pool, (sql) => dueOfNode(sql, lane, now))
    await book('2003-04-01')
    expect((await dueThere())[0]).toBe('2024-06')
    await closePeriods({ pool: subgraph.pool, city, now, only: (period) => period === '2025-01' })
    expect((await dueThere())[0]).toBe('2025-02')
  })
})
