import { afterEach, beforeEach, expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { borough, city, garden, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { shareProgrammes } from '../../testing/share-programmes.js'

const street = '310101002000'
const neighbours = ['310101002003', '310101002004', '310101002005']
const elsewhere = ['310104001001', '310104001002', '310104001003']

let subgraph: TestSubgraph
beforeEach(async () => {
  subgraph = await openCommunitySubgraph()
  for (const code of [lane, garden, ...neighbours, ...elsewhere]) await release(code, 'NAMED', 'PUBLIC')
  for (const area of [street, borough, '310104000000', city]) await release(area, 'SUM', 'PUBLIC')
})
afterEach(() => subgraph.close())

/** Stores a return of 2024 that shares all programmes as far, and is in the sums. */
async function release(division: string, kind: 'NAMED' | 'SUM', level: SharingLevel): Promise<void> {
  await subgraph.sql(
    `insert into measure_return (division_code, period, kind, version, released_at, levels, summed, hidden, high)
     values ($1, '2024', $2::return_kind, 1, '2025-01-02', array_fill($3::sharing_level, array[${measuredDatasets.length}]), $4, $5::int[], $5::int[]::bigint[])`,
    division,
    kind,
    level,
    kind === 'NAMED' ? measuredDatasets.map(() => true) : [],
    baseCountNames.map(() => 0),
  )
  await subgraph.sql(
    `insert into cell (division_code, period, learner_group, programme_kind, attendances) values ($1, '2024', 'ALL', 'ALL', 50)`,
    division,
  )
}

/** As if a division hid how many attended, and how long, in every cell. */
async function hide(code: string): Promise<void> {
  for (const count of ['attendances', 'minutes'] as const)
    await subgraph.sql(
      'update measure_return set hidden[$2] = (1 << 30) - 1 where division_code = $1',
      code,
      baseCountNames.indexOf(count) + 1,
    )
}

/** As if another community had shared less long ago. */
const reserve = (code: string) =>
  subgraph.sql(
    `update measure_return set levels = array_fill('CITY'::sharing_level, array[${measuredDatasets.length}]) where division_code = $1`,
    code,
  )

const setSharing = (level: SharingLevel) => shareProgrammes(subgraph, level)

/** Who reads the sums, and which of them are on their way up. */
async function sums(): Promise<Readonly<Record<string, string>>> {
  const rows = await subgraph.sql<{ code: string; level: string }>(
    `select division_code as code, kept.levels[1] || case when queued is null then '' else ' v' || queued.version end as level
     from measure_return kept left join return_outbox queued using (division_code, period) where kind = 'SUM' order by code`,
  )
  return Object.fromEntries(rows.map(({ code, level }) => [code, level]))
}

const untouched = { [street]: 'PUBLIC', [borough]: 'PUBLIC', '310104000000': 'PUBLIC', [city]: 'PUBLIC' }

test('where one community alone no longer shares with everybody, the sums that hold it are for the city', async () => {
  await setSharing('CITY')
  expect(await sums()).toEqual({ ...untouched, [street]: 'CITY v2', [borough]: 'CITY v2', [city]: 'CITY v2' })
})

test('where three have not shared with everybody, and one begins to, the two that are left are protected', async () => {
  await setSharing('CITY')
  for (const area of [street, borough, city])
    await subgraph.sql(`update measure_return set levels[1] = 'PUBLIC' where division_code = $1`, area)
  for (const code of neighbours.slice(0, 2)) await reserve(code)
  await setSharing('PUBLIC')
  expect(await sums()).toMatchObject({ [street]: 'CITY v3', [borough]: 'CITY v3', [city]: 'CITY v3' })
})

test('where three others share as little, sums stay; and so does what is left of the city when a borough has enough', async () => {
  for (const code of neighbours) await reserve(code)
  await setSharing('CITY')
  expect(await sums()).toEqual(untouched)
})

test('what is left of the city beside its boroughs must be enough, too', async () => {
  for (const code of elsewhere) await reserve(code)
  await setSharing('CITY')
  // In all there are four, but the three of the other borough are told by its sum.
  expect(await sums()).toEqual({ ...untouched, [street]: 'CITY v2', [borough]: 'CITY v2', [city]: 'CITY v2' })
})

test('where somebody else hides what they tell, the sum tells nothing of them, and stays', async () => {
  await hide(elsewhere[0] ?? '')
  await hide('310104000000')
  await setSharing('CITY')
  expect(await sums()).toEqual({ ...untouched, [street]: 'CITY v2', [borough]: 'CITY v2' })
})

test('where somebody else hides how many attended but not how long, the sum of how long tells of them', async () => {
  await hide(elsewhere[0] ?? '')
  await hide('310104000000')
  await subgraph.sql(
    `update measure_return set hidden[$1] = 0 where division_code = '310104000000'`,
    baseCountNames.indexOf('minutes') + 1,
  )
  await setSharing('CITY')
  expect(await sums()).toEqual({ ...untouched, [street]: 'CITY v2', [borough]: 'CITY v2', [city]: 'CITY v2' })
})
