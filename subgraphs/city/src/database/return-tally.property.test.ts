import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyOwner } from '@shequ/postgres/write-owners'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { type MeasureReturn, sharingLevels } from '@shequ/schema/returns/measure-return'
import { writeReturns } from '@shequ/subgraph/returns/write-returns'
import { countedTallies, keptTallies } from '@shequ/subgraph/testing/counted-tallies'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import fc from 'fast-check'
import type { Database } from './open-database.js'
import { openCitySubgraph } from '../testing/open-city-subgraph.js'
import { areas, communities } from '../testing/measured-city.js'

/** A city without districts: its own single borough. */
const dongguan = ['441900003001', '441900003002', '441900004001']
const registerDongguan = `insert into area (community_code, street_code, borough_code, city_code, kind, residents, older_residents)
  select code, left(code, 9) || '000', '441900000000', '441900000000', 'RESIDENTS', 500, 100 from unnest(array['${dongguan.join("','")}']) code`

let city: TestSubgraph<Database>
beforeAll(async () => {
  city = await openCitySubgraph()
})
afterAll(() => city.close())

const community = fc.constantFrom(...communities, ...dongguan)
const released: fc.Arbitrary<MeasureReturn> = fc
  .record({
    division: community,
    period: fc.constantFrom('2025-01', '2025-Q1', '2025'),
    version: fc.integer({ min: 1, max: 4 }),
    day: fc.integer({ min: 1, max: 28 }),
    // Older returns tell of fewer datasets.
    levels: fc.array(fc.constantFrom(...sharingLevels), {
      minLength: firstDatasets,
      maxLength: measuredDatasets.length,
    }),
    summed: fc.array(fc.boolean(), { minLength: measuredDatasets.length, maxLength: measuredDatasets.length }),
  })
  .map(({ day, levels, summed, ...sent }) => ({
    ...sent,
    levels,
    summed: levels.map((_, place) => summed[place] ?? false),
    kind: 'NAMED',
    releasedAt: `2026-01-${String(day).padStart(2, '0')}T02:00:00.000Z`,
    hidden: baseCountNames.map(() => 0),
    high: baseCountNames.map(() => 0),
    cells: [],
  }))

/** What happens to returns and to the register: batches with duplicates and old versions, changes and removals. */
type Event = { readonly batch: readonly MeasureReturn[] } | { readonly sql: string }

const residents = fc.option(fc.nat(5_000), { freq: 3 }).map((count) => count ?? 'null')
const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .uniqueArray(released, { maxLength: 6, selector: ({ division, period }) => `${division} ${period}` })
      .map((batch) => ({ batch })),
  },
  {
    weight: 3,
    arbitrary: fc
      .oneof(
        fc
          .tuple(community, residents, residents)
          .map(
            ([code, all, older]) =>
              `update area set residents = ${all}, older_residents = ${older} where community_code = '${code}'`,
          ),
        community.map((code) => `delete from area where community_code = '${code}'`),
        community.map((code) => `delete from measure_return where division_code = '${code}'`),
        community.map(
          (code) =>
            `update measure_return set version = version + 1, levels[2] = 'PRIVATE' where division_code = '${code}'`,
        ),
        fc.constant(
          `delete from area where borough_code = '310101000000'; ${areas.replace(/;\s*$/, '')} on conflict do nothing`,
        ),
      )
      .map((sql) => ({ sql })),
  },
)

test('tallies are what is counted from the returns and the register, whatever comes in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 6 }), async (events) => {
      await city.sql(`delete from measure_return; delete from area; ${areas} ${registerDongguan}`)
      for (const each of events) {
        if ('sql' in each) await city.sql(each.sql)
        else await city.database.writeSql((sql) => writeReturns(sql, each.batch), everyOwner)
        const [kept] = await city.sql(keptTallies)
        const [counted] = await city.sql(countedTallies)
        expect(kept).toEqual(counted)
      }
    }),
    { numRuns: 20 },
  )
}, 120_000)

test('writers at the same time leave a tally of what all of them wrote', async () => {
  await city.sql(`delete from measure_return; delete from area; ${areas}`)
  const sent = fc.sample(released, { numRuns: 40, seed: 7 }).map((each, place): MeasureReturn => ({
    ...each,
    division: communities[place % communities.length] ?? '',
    period: `2025-${String(1 + (place % 12)).padStart(2, '0')}`,
  }))
  await Promise.all(sent.map((each) => city.database.writeSql((sql) => writeReturns(sql, [each]), everyOwner)))
  const [kept] = await city.sql(keptTallies)
  const [counted] = await city.sql(countedTallies)
  expect(kept).toEqual(counted)
}, 60_000)
