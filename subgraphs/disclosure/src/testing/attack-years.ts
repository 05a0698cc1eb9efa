import fc from 'fast-check'
import { type Finding, attack, attackedCounts } from './attack.js'
import { periodsOf, releaseWorld } from './release-small-world.js'
import { smallWorlds } from './small-world.js'

/**
 * Attacks years of random worlds of at most six communities, with their months and quarters, as an outsider.
 *
 * @param check called with what the attack finds of each count
 */
export async function attackYears(worlds: number, check: (findings: readonly Finding[]) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(smallWorlds({ months: 12, most: 5 }), async (world) => {
      const few = world.slice(0, 6)
      const returns = releaseWorld(few, periodsOf(12))
      for (const count of attackedCounts) check(await attack(few, returns, count))
    }),
    { seed: 20260111, numRuns: worlds, endOnFailure: true },
  )
}
