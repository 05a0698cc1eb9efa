import { afterAll, beforeAll, expect, test } from 'vitest'
import fc from 'fast-check'
import { communityServer, entityQuery, type Standing } from '../../testing/community-tier.js'
import { type RoutedTier, openRoutedTier } from '../../testing/routed-tier.js'
import type { NodeServer } from '../../testing/node-server.js'
import { anonymous } from '@shequ/schema/viewer'

const codes = Array.from({ length: 8 }, (_, number) => `31010100101${number}`)
const queries = [
  entityQuery,
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Community { motto refused } ... on Programme { title } } }',
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { ...C ...P } } fragment C on Community { __typename again: motto programmes { id } } fragment P on Programme { id }',
]

let tier: RoutedTier
let nodes: readonly NodeServer[]
/** Which servers have a community at the moment: the hosted one, or its node. */
let owners: ReadonlyMap<string, 'hosted' | 'node'> = new Map()
const standingAt = (side: 'hosted' | 'node', code: string): Standing => (owners.get(code) === side ? 'HERE' : 'AWAY')

beforeAll(async () => {
  tier = await openRoutedTier({}, (code) => (codes.includes(code) ? standingAt('hosted', code) : 'UNKNOWN'))
  nodes = await Promise.all(codes.map((code) => tier.addNode(code, () => standingAt('node', code))))
})
afterAll(() => tier.close())

const representation = fc.oneof(
  fc.constantFrom(...codes).map((code) => ({ __typename: 'Community', code })),
  fc
    .tuple(fc.constantFrom(...codes), fc.constantFrom('a', 'b', 'missing'))
    .map(([code, id]) => ({ __typename: 'Programme', id: `${code}:${id}` })),
  fc.constant({ __typename: 'Community', code: '999999999999' }),
)

const place = fc.record({ owner: fc.constantFrom('hosted' as const, 'node' as const), heard: fc.boolean() })

test('whoever answers for which community, and whatever the gateway has heard of it, the answer is that of one server', async () => {
  const one = communityServer((code) => (codes.includes(code) ? 'HERE' : 'UNKNOWN'))
  await fc.assert(
    fc.asyncProperty(
      fc.array(representation, { minLength: 1, maxLength: 24 }),
      fc.tuple(...codes.map(() => place)),
      fc.constantFrom(...queries),
      async (representations, places, query) => {
        owners = new Map(codes.map((code, index) => [code, places[index]?.owner ?? 'hosted']))
        const entries = nodes.map(({ entry }, index) => {
          const status = places[index]?.owner === 'node' ? ('ACTIVE' as const) : ('HOSTED' as const)
          return { ...entry, status }
        })
        const stale = entries.map((entry) => ({
          ...entry,
          status: entry.status === 'ACTIVE' ? ('HOSTED' as const) : ('ACTIVE' as const),
        }))
        tier.directory.apply(entries.map((entry, index) => (places[index]?.heard ? entry : (stale[index] ?? entry))))
        tier.pending.splice(0, tier.pending.length, ...entries)
        const answer = await tier.ask({ query, representations })
        const expected = await one.call({ query, variables: { representations }, viewer: anonymous })
        expect(answer.data).toEqual(expected.data)
        expect(answer.errors?.map(({ path, message }) => [path, message])).toEqual(
          expected.errors?.map(({ path, message }) => [path, message]),
        )
      },
    ),
    { numRuns: 150, seed: 20_261_124 },
  )
}, 60_000)
