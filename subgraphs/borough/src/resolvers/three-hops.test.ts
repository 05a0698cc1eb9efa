import { describe, expect, test } from 'vitest'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

const threeHops = `query ($city: _Any!) {
  _entities(representations: [$city]) { ... on City { boroughs {
    code name communities(first: 500) { totalCount nodes { code name kind residents } }
  } } }
}`
const city = { __typename: 'City', code: '310000000000' }

interface ThreeHops {
  readonly _entities: readonly [
    { readonly boroughs: readonly { communities: { totalCount: number; nodes: unknown[] } }[] },
  ]
}

describe.each([20, 200])('a city of 16 boroughs with %i communities each', (size) => {
  test('is answered in three statements', async () => {
    const hub = await openBoroughSubgraph(size)
    const { data, errors } = await hub.ask(threeHops, { city })
    const count = hub.statements.count
    await hub.close()
    expect(errors).toEqual([])
    const [{ boroughs }] = (data as ThreeHops)._entities
    expect(boroughs.map(({ communities }) => [communities.totalCount, communities.nodes.length])).toEqual(
      Array.from({ length: 16 }, () => [size, size]),
    )
    expect(count).toBe(3)
  })
})
