import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type TestSubgraph, openTestSubgraph } from './testing/open-test-subgraph.js'
import { rush } from './testing/rush.js'

let subgraph: TestSubgraph
beforeAll(async () => {
  subgraph = await openTestSubgraph()
})
afterAll(() => subgraph.close())

test.each(Array.from({ length: 20 }, (_, index) => index + 1))(
  '30 of 200 who ask at once get the 30 places, and all get an answer (run %d)',
  async () => {
    expect(await rush(subgraph, 30, 200)).toEqual({ enrolled: 30, full: 170, others: [], counted: 30, rows: 30 })
  },
)

test('all of 2,000 who ask at once get an answer, within the time that a call may take', async () => {
  const { others, full, ...made } = await rush(subgraph, 500, 2_000)
  expect(made).toEqual({ enrolled: 500, counted: 500, rows: 500 })
  // On a slow machine the last ones are told that their time was over and nothing was changed.
  expect(others.filter((code) => code !== 'TIER_TIMEOUT')).toEqual([])
  expect(full + others.length).toBe(1_500)
})
