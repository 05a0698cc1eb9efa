import { expect, test } from 'vitest'
import { checkReturns } from '@shequ/subgraph/returns/check-returns'
import { stripReturn } from '@shequ/subgraph/returns/strip-return'
import fc from 'fast-check'
import { periodsOf, releaseWorld } from '@shequ/disclosure/testing/release-small-world'
import { smallWorlds } from '@shequ/disclosure/testing/small-world'

test('what is released is what the borough and the city take', () => {
  const periods = periodsOf(3)
  fc.assert(
    fc.property(smallWorlds({ months: 3, most: 12 }), (world) => {
      const returns = releaseWorld(world, periods)
      for (const tier of ['borough', 'city'] as const) {
        const sent: unknown = JSON.parse(
          JSON.stringify(
            returns.map(({ excludedFromSums: _excluded, pattern: _pattern, ...one }) => stripReturn(one, tier)),
          ),
        )
        expect(checkReturns(sent, tier)).toHaveLength(returns.length)
      }
    }),
    { seed: 20260103, numRuns: 5 },
  )
}, 120_000)
