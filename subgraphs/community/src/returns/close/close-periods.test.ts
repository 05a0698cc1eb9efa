import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { openPool } from '@shequ/postgres/open-pool'
import { city, garden, harbour, hermitage, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { closePeriods } from './close-periods.js'

/** The first day of the fixtures' month to come: all until June 2025 is over. */
const now = new Date('2025-06-30T16:00:00Z')
const due =
  '2024-06 2025-01 2025-02 2025-03 2025-Q1 2025-04 2025-05 2025-06 2025-Q2 2024-07 2024-08 2024-09 2024-Q3 2024-10 2024-11 2024-12 2024-Q4'.split(
    ' ',
  )

const opened: TestSubgraph[] = []
let subgraph: TestSubgraph
beforeEach(async () => {
  subgraph = await openCommunitySubgraph()
  opened.push(subgraph)
})
afterAll(async () => {
  await Promise.all(opened.map((each) => each.close()))
})

const countRows = (table: string) =>
  subgraph.sql<{ period: string; divisions: string[] }>(
    `select period, array_agg(division_code order by division_code) as divisions from ${table} group by period order by period`,
  )

describe('closing what is due', () => {
  test('releases every community in every period that is over: the first month, then the newer year, a month before its quarter', async () => {
    expect(await closePeriods({ pool: subgraph.pool, city, now })).toEqual(due)
    const returns = await countRows('measure_return')
    expect(returns.map(({ period }) => period)).toEqual([...due].sort())
    for (const { divisions } of returns) {
      expect(divisions).toEqual(expect.arrayContaining([lane, garden, harbour, hermitage]))
    }
    expect(await countRows('return_outbox')).toEqual(returns)
    expect(await countRows('released_pattern')).toEqual(returns)
  })

  test('stores counts that may be known, and the levels at which they are shared', async () => {
    await closePeriods({ pool: subgraph.pool, city, now })
    const [cell] = await subgraph.sql(
      `select sessions, programmes, places, taught_minutes, volunteer_minutes, centres, consigned_centres, attendances, donations, proposals from cell
       where division_code = $1 and period = '2025-06' and learner_group = 'ALL' and programme_kind = 'ALL'`,
      lane,
    )
    expect(cell).toEqual({
      sessions: 3,
      programmes: 1,
      places: 30,
      taught_minutes: 270,
      volunteer_minutes: 90,
      centres: 1,
      consigned_centres: 1,
      attendances: null,
      donations: null,
      proposals: 1,
    })
    const levels = await subgraph.sql(
      `select division_code as code, levels::text, version, kind from measure_return where period = '2025-06'
       and division_code = any($1) order by 1`,
      [lane, harbour, hermitage],
    )
    expect(levels).toEqual([
      { code: lane, levels: '{PUBLIC,PUBLIC,PUBLIC,PUBLIC,PUBLIC,PUBLIC}', version: 1, kind: 'NAMED' },
      { code: harbour, levels: '{CITY,PRIVATE,BOROUGH,PUBLIC,PRIVATE,BOROUGH}', version: 1, kind: 'NAMED' },
      { code: hermitage, levels: '{PRIVATE,PRIVATE,PRIVATE,PRIVATE,PRIVATE,PRIVATE}', version: 1, kind: 'NAMED' },
    ])
  })

  test('hides what only one organisation gave', async () => {
    await closePeriods({ pool: subgraph.pool, city, now })
    const [row] = await subgraph.sql<{ hidden: number[] }>(
      "select hidden from measure_return where division_code = $1 and period = '2025-03'",
      lane,
    )
    expect(row?.hidden[baseCountNames.indexOf('donations')]).toBe(1)
  })
})

describe('sums of money that are large', () => {
  /** Books donations to `lane`, each from somebody else. */
  const donate = (month: string, yuan: string, times = 1) =>
    subgraph.sql(
      `insert into ledger_entry (community_code, id, booked_on, debit, credit, amount, subject)
       select $1, gen_random_uuid(), ($2 || '-15')::date, 'CASH', 'DONATIONS', $3::numeric, 'Given' from generate_series(1, $4::int)`,
      lane,
      month,
      yuan,
      times,
    )

  const donationsOf = async (period: string) => {
    const [row] = await subgraph.sql<{ hidden: number; high: number; donations: number | null }>(
      `select hidden[$3::int], high[$3::int], donations from measure_return join cell using (division_code, period)
       where division_code = $1 and period = $2 and learner_group = 'ALL' and programme_kind = 'ALL'`,
      lane,
      period,
      baseCountNames.indexOf('donations') + 1,
    )
    return row
  }

  test('are hidden behind the round number above, and close like others', async () => {
    await donate('2025-06', '30000000')
    expect(await closePeriods({ pool: subgraph.pool, city, now })).toEqual(due)
    expect(await donationsOf('2025-06')).toEqual({ hidden: 1, high: 5_000_000_000, donations: null })
  })

  test('are counted up to some billions of yuan a month, and still add up to the quarter', async () => {
    const [january, february, march] = ['2025-01', '2025-02', '2025-03'] as const
    for (const month of [january, february, march]) await donate(month, '999999999999.99', 200)
    expect(await closePeriods({ pool: subgraph.pool, city, now })).toEqual(due)
    const most = 375_299_968_947
    for (const month of [january, february, march]) expect((await donationsOf(month))?.donations).toBe(most)
    expect((await donationsOf('2025-Q1'))?.donations).toBe(3 * most)
  })
})

test('the records are read once up to the first quarter of a year and once for what follows, and each month takes as many statements', async () => {
  const { statements } = subgraph
  const counted: string[] = []
  const taken = new Map<string, number>()
  statements.reset()
  const advance = (period: string) => {
    if (statements.statements.some((sql) => sql.includes('enrolment.attended'))) counted.push(period)
    taken.set(period, statements.count)
    statements.reset()
  }
  await closePeriods({ pool: subgraph.pool, city, now, advance })
  expect(counted).toEqual(['2024-06', '2025-01', '2025-04', '2024-07', '2024-10'])
  const others = due.filter((period) => !counted.includes(period) && !period.includes('Q'))
  expect(others.map((period) => taken.get(period))).toEqual(others.map(() => 12))
})

describe('closing again', () => {
  test('changes nothing, and later closes only what has become due', async () => {
    await closePeriods({ pool: subgraph.pool, city, now })
    const before = await subgraph.sql('select xmin::text, * from measure_return order by division_code, period')
    expect(await closePeriods({ pool: subgraph.pool, city, now })).toEqual([])
    expect(await subgraph.sql('select xmin::text, * from measure_return order by division_code, period')).toEqual(
      before,
    )
    const later = new Date('2025-07-31T16:00:00Z')
    expect(await closePeriods({ pool: subgraph.pool, city, now: later })).toEqual(['2025-07'])
  })

  test('closes each period once when two do at a time', async () => {
    const other = openPool(subgraph.url)
    const both = await Promise.all([
      closePeriods({ pool: subgraph.pool, city, now }),
      closePeriods({ pool: other, city, now }),
    ])
    await other.end()
    expect(both.flat()).toEqual(due)
  })

  // After the first month, in the newer year, and in the older one.
  test.each(['2024-06', '2025-05', '2024-Q3'])('goes on where it was interrupted, after %s', async (last) => {
    const advance = (period: string) => {
      if (period === last) throw new Error('interrupted')
    }
    await expect(closePeriods({ pool: subgraph.pool, city, now, advance })).rejects.toThrow('interrupted')
    expect(await closePeriods({ pool: subgraph.pool, city, now })).toEqual(due.slice(due.indexOf(last) + 1))
  })

  test('tells the same in whatever order its years were closed', async () => {
    const told = () =>
      subgraph.sql(
        `select division_code, period, kind, version, levels, summed, hidden, high,
           (select json_agg(to_jsonb(cell) order by learner_group, programme_kind) from cell
            where cell.division_code = measure_return.division_code and cell.period = measure_return.period) as cells
         from measure_return order by division_code, period`,
      )
    await closePeriods({ pool: subgraph.pool, city, now })
    const newestFirst = await told()
    expect(newestFirst.length).toBeGreaterThan(4 * due.length)
    await subgraph.sql(
      'delete from measure_return; delete from cell; delete from released_pattern; delete from closed_period',
    )
    for (const period of due.toSorted((one, other) => one.slice(0, 4).localeCompare(other.slice(0, 4))))
      await closePeriods({ pool: subgraph.pool, city, now, only: (each) => each === period })
    expect(await told()).toEqual(newestFirst)
  })

  test('closes nothing of a city without communities here', async () => {
    expect(await closePeriods({ pool: subgraph.pool, city: '110000000000', now })).toEqual([])
  })
})
