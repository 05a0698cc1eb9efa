import { expect, test } from 'vitest'
import { randomFor } from '@shequ/schema/random/random'
import { compareWithOracle } from '../testing/oracle/compare-with-oracle.js'
import { hubGraph } from '../testing/oracle/hub-graph.js'
import { randomGraph } from '../testing/oracle/random-graph.js'

// More of them, with new seeds each time: oracle.long.test.ts.
test("the hub's own graph is answered as by one schema", async () => {
  expect(await compareWithOracle(hubGraph()).compare(20_261_129, 40, 8)).toBeUndefined()
}, 60_000)

test.each([1, 2])(
  'a random graph of several subgraphs is answered as by one schema (seed %i)',
  async (seed) => {
    expect(await compareWithOracle(randomGraph(randomFor(seed, ''))).compare(seed, 40, 8)).toBeUndefined()
  },
  60_000,
)

test.each([3, 4, 5, 6])(
  'a random graph with rules is answered to somebody without a token as by one schema that refuses (seed %i)',
  async (seed) => {
    expect(await compareWithOracle(randomGraph(randomFor(seed, ''), true)).compare(seed, 40, 8)).toBeUndefined()
  },
  60_000,
)
