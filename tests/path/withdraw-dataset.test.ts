import { afterAll, beforeAll, expect, test } from 'vitest'
import { viewerOf } from '@shequ/community/testing/open-community-subgraph'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { drawReturn } from '../helpers/draw-returns.js'
import { type ReturnTiers, openReturnTiers } from '../helpers/return-tiers.js'

const lane = '310101001001'
const garden = '310101002001'
const everybody = measuredDatasets.map((): SharingLevel => 'PUBLIC')

let tiers: ReturnTiers
beforeAll(async () => {
  tiers = await openReturnTiers(4)
  await tiers.sql(
    'community',
    `insert into community (community_code, introduction, address, office_hours, self_governance, charter_adopted_on)
    select unnest($1::text[]), '', '', '', '', '2001-01-01'`,
    [lane, garden],
  )
  await tiers.sql('community', `insert into sharing_rule select community_code, 'PROGRAMMES', 'PUBLIC' from community`)
  await tiers.release(
    [lane, garden].flatMap((code) => ['2025-01', '2025-02'].map((period) => drawReturn(code, period, 1, everybody))),
  )
}, 60_000)
afterAll(() => tiers.close())

const mutation = `mutation ($input: SetSharingInput!) { setSharing(input: $input) { sharing { dataset level } } }`

function setSharing(level: SharingLevel, { dataset = 'PROGRAMMES', by = lane } = {}) {
  return tiers.subgraphs.community.call({
    query: mutation,
    variables: { input: { community: lane, dataset, level } },
    viewer: viewerOf(by),
  })
}

async function travel(): Promise<void> {
  await tiers.relayTo('borough').drain()
  await tiers.relayTo('city').drain()
}

/** Of each community: how many of its cells tell of programmes and of voices, and what its returns say. */
function seenAt(tier: 'borough' | 'city') {
  return tiers.sql(
    tier,
    `select division_code as code, max(version) as version, string_agg(distinct levels[1]::text || ' ' || levels[2], ',') as levels, bool_or(0 < any(hidden[1:6])) as hides,
       (select count(attendances)::int from cell where cell.division_code = kept.division_code) as programmes,
       (select count(answers)::int from cell where cell.division_code = kept.division_code) as voices
     from measure_return kept group by division_code order by division_code`,
  )
}

test('a dataset that is withdrawn is gone above after one run of the relays, and comes back when it is shared again', async () => {
  await travel()
  const before = await seenAt('city')
  expect(before).toMatchObject([
    { code: lane, version: 1, hides: true, programmes: expect.any(Number) },
    { code: garden, version: 1 },
  ])
  expect(before[0]).not.toMatchObject({ programmes: 0 })

  const { data, errors } = await setSharing('BOROUGH')
  expect(errors).toBeUndefined()
  expect(data?.['setSharing']).toMatchObject({
    sharing: expect.arrayContaining([{ dataset: 'PROGRAMMES', level: 'BOROUGH' }]),
  })
  await travel()
  const withheld = { version: 2, levels: 'BOROUGH PUBLIC' }
  expect(await seenAt('city')).toEqual([{ ...before[0], ...withheld, programmes: 0, hides: false }, before[1]])
  expect(await seenAt('borough')).toEqual([{ ...before[0], ...withheld }, before[1]])

  await setSharing('PRIVATE')
  await travel()
  const gone = { version: 3, levels: 'PRIVATE PUBLIC', programmes: 0, hides: false }
  expect(await seenAt('borough')).toEqual([{ ...before[0], ...gone }, before[1]])

  await setSharing('PUBLIC')
  await travel()
  expect(await seenAt('city')).toEqual([{ ...before[0], version: 4 }, before[1]])
})

test('the same level again, or a dataset that is not measured, leaves the returns as they are', async () => {
  const before = await seenAt('borough')
  await setSharing('PUBLIC')
  await setSharing('BOROUGH', { dataset: 'DONATIONS' })
  expect(await tiers.sql('community', 'select * from return_outbox')).toEqual([])
  await travel()
  expect(await seenAt('borough')).toEqual(before)
})

test("only the community's own office says how far it shares", async () => {
  const { errors } = await setSharing('PUBLIC', { by: garden })
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }])
})
