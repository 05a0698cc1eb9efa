import { afterAll, beforeAll, expect, test } from 'vitest'
import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { withClient } from '@shequ/postgres/with-client'
import { type TestHub, startReturnedHub } from '../helpers/start-hub.js'

/** A community with activity, and the areas that sum it. */
const community = '310101002008'
const areas = ['310101002000', '310101000000', '310000000000']
/** As SQL counts. */
const attendancesPlace = baseCountNames.indexOf('attendances') + 1

let hub: TestHub
beforeAll(async () => {
  hub = await startReturnedHub()
}, 240_000)
afterAll(() => hub.close())

interface Table {
  readonly measures: {
    readonly rows: readonly {
      readonly cells: readonly { readonly status: string; readonly value: number | null }[]
      readonly coverage: { readonly reported: number; readonly withheld: number }
    }[]
  }
}

/** What a planner of the city reads of the community's attendances in a quarter, under its own name. */
async function named() {
  const { data, errors } = await hub.ask<Table>(
    `{ measures(within: "310000000000", query: { measures: [ATTENDANCES], groupBy: [COMMUNITY], from: "2025-01", to: "2025-03",
      grain: QUARTER, filter: { communities: ["${community}"] } }) { rows { cells { status value } coverage { reported withheld } } } }`,
    {},
    await hub.token('planner', '310000000000'),
  )
  expect(errors).toBeUndefined()
  return data.measures.rows[0]
}

async function setSharing(level: string): Promise<void> {
  const { errors } = await hub.ask(
    'mutation ($input: SetSharingInput!) { setSharing(input: $input) { sharing { level } } }',
    { input: { community, dataset: 'PROGRAMMES', level } },
    await hub.token('community-office', community),
  )
  expect(errors).toBeUndefined()
}

/**
 * Cells of the community that could be read at the city: an area's sum tells of the cell, and no other community in the sum
 * hides it, so that the sum less what the others say is the community's own.
 */
const readable = `
  with own as (
    select period, learner_group, programme_kind, attendances from truth where attendances > 0
  ), place as (
    select own.*, (array_position(enum_range(null::cell_group), own.learner_group::cell_group) - 1) * 5
      + array_position(enum_range(null::cell_kind), own.programme_kind::cell_kind) - 1 as bit from own
  )
  select area.code, place.period, place.learner_group, place.programme_kind
  from place cross join unnest($1::text[]) as area (code)
  join measure_return sum on sum.division_code = area.code and sum.period = place.period and sum.kind = 'SUM'
  where (sum.hidden[$3] >> place.bit) & 1 = 0
    and exists (select from cell where cell.division_code = area.code and cell.period = place.period
      and cell.learner_group = place.learner_group::cell_group and cell.programme_kind = place.programme_kind::cell_kind
      and cell.attendances is not null)
    and not exists (select from measure_return other where other.kind = 'NAMED' and other.period = place.period and other.summed[1]
      and other.division_code like rtrim(area.code, '0') || '%' and other.division_code <> $2 and (other.hidden[$3] >> place.bit) & 1 = 1)`

test('what a community takes back is gone from its rows after one run of the relays, and from no sum to be read; it comes back', async () => {
  const before = await named()
  expect(before).toMatchObject({ cells: [{ status: 'VALUE' }], coverage: { reported: 1, withheld: 0 } })

  // What withdrawing has to mend: here sums tell of its cells, where nobody else hides.
  expect(await readableCells()).not.toEqual([])

  await setSharing('BOROUGH')
  await hub.travel()
  expect(await named()).toEqual({
    cells: [{ status: 'WITHHELD', value: null }],
    coverage: { reported: 0, withheld: 1 },
  })
  expect(await readableCells()).toEqual([])

  await setSharing('PUBLIC')
  await hub.travel()
  expect(await named()).toEqual(before)
}, 120_000)

/** Runs the attack on the city's database, told only which cells the community has. */
async function readableCells(): Promise<object[]> {
  const truth = await withClient(
    hub.databases.community.ownerUrl,
    async (client) =>
      (
        await client.query<object>(
          'select period, learner_group, programme_kind, attendances from cell where division_code = $1',
          [community],
        )
      ).rows,
  )
  expect(truth.length).toBeGreaterThan(0)
  return withClient(hub.databases.city.ownerUrl, async (client) => {
    await client.query(
      'create temporary table truth (period text, learner_group text, programme_kind text, attendances int)',
    )
    await client.query('insert into truth select * from json_populate_recordset(null::truth, $1)', [
      JSON.stringify(truth),
    ])
    return (await client.query<object>(readable, [areas, community, attendancesPlace])).rows
  })
}
