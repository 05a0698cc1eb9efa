import { afterAll, beforeAll, expect, test } from 'vitest'
import { sqlOn } from '@shequ/subgraph/database/sql-transaction'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import { lane } from '../../testing/fixtures.js'
import { type TestSubgraph, openCommunitySubgraph } from '../../testing/open-community-subgraph.js'
import { writePlace } from './change-place.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openCommunitySubgraph()
})
afterAll(() => subgraph.close())

/** What another process does that moves the community. */
const moveTo = (state: PlaceState) => writePlace(sqlOn(subgraph.owner), lane, { state, epoch: 1 })

const askForIt = () =>
  subgraph.ask(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Community { programmes { totalCount } } } }',
    { of: [{ __typename: 'Community', code: lane }] },
  )

test('a community whose records came a moment after it was refused is entered when it is asked for next', async () => {
  await moveTo('ASIDE')
  expect(await askForIt()).toMatchObject({ errors: [{ extensions: { code: 'MOVED' } }], data: { _entities: [null] } })
  await moveTo('HERE')
  const { data, errors } = await askForIt()
  expect(errors).toBeUndefined()
  expect(data).toMatchObject({ _entities: [{ programmes: {} }] })
})
