import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestHub, startHub } from '../helpers/start-hub.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

const divisions = '{ city(code: "310000000000") { name boroughs { name streets { name } } } }'
const get = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, { headers })
  await response.arrayBuffer()
  expect(response.status).toBe(200)
  expect(response.headers.get('vary')).toMatch(/accept-language/)
  return response.headers.get('cache-control')
}

test('caches may keep divisions and definitions that anybody asks for by GET, and have to ask again for all else', async () => {
  expect(await get(divisions)).toBe('public, max-age=300')
  expect(await get('{ measureDefinitions { measure name } }')).toBe('public, max-age=3600')
  expect(await get('{ community(code: "310101002001") { name } }')).toBe('no-cache')
  expect(await get('{ city(code: "310000000000") { name guidance { totalCount } } }')).toBe('no-cache')
})

test('nothing is kept of what a token asks, of a POST, or of an answer with an error', async () => {
  const token = await hub.token('planner', '310000000000')
  expect(await get(divisions, { authorization: `Bearer ${token}` })).toBeNull()
  const failed = '{ city(code: "310000000000") { name } missing: city(code: "1") { name } }'
  expect(await get(failed)).toBe('no-cache')
  const posted = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: divisions }),
  })
  expect(posted.headers.get('cache-control')).toBeNull()
})
