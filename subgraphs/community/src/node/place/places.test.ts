import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { writePlace } from './change-place.js'
import { type Places, openPlaces } from './places.js'

let subgraph: TestSubgraph
let places: Places
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
  places = openPlaces(subgraph.url, { kind: 'NODE', community: lane })
})
afterAll(async () => {
  await places.close()
  await subgraph.close()
})

/** What another process does that moves the community. */
const moveTo = (state: PlaceState) => writePlace(sqlOn(subgraph.owner), lane, { state, epoch: 1 })

test('a community that comes right after it was refused is found here when it is asked for once more', async () => {
  let settlements = 0
  places.settleBy(() => {
    settlements += 1
    return Promise.resolve()
  })
  await moveTo('ASIDE')
  await places.refresh()
  expect(places.isHere(lane)).toBe(false)
  places.refuse(lane)
  await places.settleRefused()
  expect(places.isHere(lane)).toBe(false)

  await moveTo('HERE')
  places.refuse(lane)
  await places.settleRefused()
  expect(places.isHere(lane)).toBe(true)
  // The register is not asked for every question that is refused.
  expect(settlements).toBe(1)
})

test('what is read anew was not read before it was asked for', async () => {
  await moveTo('AWAY')
  const early = places.readAnew()
  await moveTo('HERE')
  await Promise.all([early, places.readAnew()])
  expect(places.isHere(lane)).toBe(true)
})
