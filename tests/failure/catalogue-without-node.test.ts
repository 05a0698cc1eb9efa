import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSigningKey } from '@shequ/process/keys/signing-key'
import { registerNodes } from '../helpers/register-nodes.js'
import { startRoutedHub, type TestHub } from '../helpers/start-hub.js'

const lane = '310101002001'
const street = '310101002000'

let hub: TestHub
beforeAll(async () => {
  hub = await startRoutedHub({ registerInterval: 50 })
  await hub.publish()
}, 120_000)
afterAll(() => hub.close())

interface Listed {
  readonly title: string
  readonly startsOn: string
  readonly community: { readonly code: string; readonly name: string }
  readonly programme: { readonly title: string } | null
}

const search = (fields: string) =>
  hub.ask<{ programmes: { totalCount: number; nodes: Listed[] } }>(
    `{ programmes(within: "${street}", filter: { from: "2025-01-01" }, first: 500) { totalCount nodes { title startsOn community { code name } ${fields} } } }`,
  )

test('the catalogue is searched while a node is out of reach; only what its owner alone knows is missing', async () => {
  const before = await search('programme { title }')
  expect(before.errors).toBeUndefined()
  const { kid, publicJwk } = await createSigningKey()
  const keys = [{ kid, x: String(publicJwk.x), notAfter: null }]
  const node = {
    community: lane,
    status: 'ACTIVE',
    epoch: 1,
    address: 'http://127.0.0.1:1/graphql',
    keys,
    staleFor: 0,
  } as const
  await registerNodes(hub.databases.borough.ownerUrl, [node])
  const isOut = async () =>
    (await hub.ask(`{ community(code: "${lane}") { charter { adoptedOn } } }`)).errors !== undefined
  while (!(await isOut())) await new Promise((resolve) => setTimeout(resolve, 20))

  const alone = await search('')
  expect(alone.errors).toBeUndefined()
  expect(alone.data.programmes.totalCount).toBe(before.data.programmes.totalCount)

  const { data, errors = [] } = await search('programme { title }')
  const { nodes } = data.programmes
  expect(nodes.map(({ programme: _programme, ...listed }) => listed)).toEqual(alone.data.programmes.nodes)
  const out = nodes.flatMap(({ community }, place) => (community.code === lane ? [place] : []))
  expect(out.length).toBeGreaterThan(0)
  expect(out.length).toBeLessThan(nodes.length)
  for (const [place, { title, programme }] of nodes.entries())
    expect(programme).toEqual(out.includes(place) ? null : { title })
  expect(errors.map(({ extensions, path }) => [extensions.code, extensions['community'], path])).toEqual(
    out.map((place) => ['NODE_UNAVAILABLE', lane, ['programmes', 'nodes', place, 'programme', 'title']]),
  )
})
