import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { writePlace } from '../../node/place/change-place.js'
import { city, lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { departedCommunities } from './hosted-communities.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

/** Moves the community through states, one after another. */
async function moveThrough(...states: readonly PlaceState[]): Promise<void> {
  for (const state of states) await writePlace(sqlOn(subgraph.owner), lane, { state, epoch: 1 })
}

/** Has all that happened so far lie ten years back. */
const tenYearsPass = () =>
  subgraph.sql(
    "update community_place set since = since - interval '10 years', left_at = left_at - interval '10 years'",
  )

const departed = () => departedCommunities(sqlOn(subgraph.pool), city, '2025-01-01')

test('a community has departed since it was here last, whatever becomes of its attempts to come back', async () => {
  expect(await departed()).toEqual([])
  await moveThrough('LEAVING')
  expect(await departed()).toEqual([lane])
  await moveThrough('LEAVING', 'AWAY')
  expect(await departed()).toEqual([lane])
  await tenYearsPass()
  expect(await departed()).toEqual([])

  await moveThrough('ARRIVING', 'AWAY')
  expect(await departed()).toEqual([])
  await moveThrough('ARRIVING', 'HERE')
  expect(await departed()).toEqual([])
  await moveThrough('LEAVING', 'AWAY')
  expect(await departed()).toEqual([lane])
})
