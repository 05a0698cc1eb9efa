import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { unmetered } from '../helpers/unmetered.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub(unmetered)
}, 120_000)
afterAll(() => hub.close())

interface Answer {
  city: {
    name: string
    boroughs: {
      name: string
      communities: { totalCount: number; nodes: { name: string; programmes: { nodes: { title: string }[] } }[] }
    }[]
  }
}

const threeHops = `query ThreeHops($communities: Int!) {
  city(code: "310000000000") {
    name
    boroughs { code name communities(first: $communities) { nodes {
      code name kind residents street { name }
      programmes(first: 3, from: "2025-09-15") { nodes { title startsOn endsOn places } }
    } } }
  }
}`

test('one question crosses three tiers', async () => {
  const { data, errors } = await hub.ask<Answer>(
    '{ city(code: "310000000000") { name boroughs { name communities(first: 3) { totalCount nodes { name programmes(first: 2, from: "2025-03-01") { nodes { title } } } } } } }',
  )
  expect(errors).toBeUndefined()
  expect(data.city.name).toBe('上海市')
  expect(data.city.boroughs).toHaveLength(16)
  expect(data.city.boroughs.reduce((sum, { communities }) => sum + communities.totalCount, 0)).toBe(6_509)
  expect(data.city.boroughs.flatMap(({ communities }) => communities.nodes)).toHaveLength(48)
})

test.each([
  [20, 320],
  [260, 3_200],
])('%i communities of each borough cost three calls and six statements at most', async (first, communities) => {
  hub.resetCounts()
  const { data, errors } = await hub.ask<Answer>(threeHops, { communities: first })
  expect(errors).toBeUndefined()
  expect(data.city.boroughs.flatMap((borough) => borough.communities.nodes).length).toBeGreaterThanOrEqual(communities)
  expect(hub.calls).toEqual({ city: 1, borough: 1, community: 1 })
  const { city, borough, community } = hub.statements
  expect(city.count + borough.count + community.count).toBeLessThanOrEqual(6)
})
