import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestSubgraph, openCommunitySubgraph } from '../testing/open-community-subgraph.js'
import { rush } from '../testing/rush.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  // What is held here is that nobody is left without an answer, not how fast a machine is.
  subgraph = await openCommunitySubgraph({ longestCall: 300_000 })
})
afterAll(() => subgraph.close())

test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
  '30 of 200 who ask at once get the 30 places, and all get an answer (run %d)',
  async () => {
    expect(await rush(subgraph, 30, 200)).toEqual({ enrolled: 30, full: 170, others: [], counted: 30, rows: 30 })
  },
)

test('all of 2,000 who ask at once get an answer', async () => {
  expect(await rush(subgraph, 500, 2_000)).toEqual({ enrolled: 500, full: 1_500, others: [], counted: 500, rows: 500 })
})
