import { expect, test } from 'vitest'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import fc from 'fast-check'
import { draftCount, type CountDraft } from '../shifts/count-draft.js'
import { cover, noCoverage, uncovered } from '../shifts/coverage.js'
import { city } from '../testing/release-in-turn.js'
import { countsOf } from '../testing/count-small-world.js'
import { smallWorlds } from '../testing/small-world.js'
import { maskAt } from '../world/count-tables.js'
import { releaseWorldOf } from '../world/release-world.js'
import { suppressSecondary } from './suppress-secondary.js'

/** Whether every cell that must not be known can go far enough when these are hidden, by one shift made as often as it can be. */
function isEnough(counts: CountDraft, hidden: number): boolean {
  const covered = noCoverage(counts)
  const { ids, times } = counts.space.possible(0, counts.space.limitsOf(0, hidden))
  for (const [index, id] of ids.entries()) cover(counts.space, covered, id, times[index] ?? 1)
  return uncovered(counts, 0, covered) === undefined
}

/** The fewest cells to hide beside those that must be: by trying all sets, the small ones first. */
function fewest(counts: CountDraft, must: number, most: number): number {
  const free = Array.from({ length: breakdownCount }, (_, cell) => cell).filter(
    (cell) => ((maskAt(counts.hideable, 0, 0) & ~must) >> cell) & 1,
  )
  const exists = (size: number, from: number, hidden: number): boolean =>
    size === 0
      ? isEnough(counts, hidden)
      : free.slice(from).some((cell, index) => exists(size - 1, from + index + 1, hidden | (1 << cell)))
  for (let size = 0; size < most; size++) if (exists(size, 0, must)) return size
  return most
}

function bits(mask: number): number {
  let count = 0
  for (let left = mask; left !== 0; left &= left - 1) count += 1
  return count
}

test('the greedy choice hides hardly more of a community than the best would', () => {
  let [chosen, best, worlds] = [0, 0, 0]
  fc.assert(
    fc.property(smallWorlds({ months: 1, most: 40 }), ([community]) => {
      if (community === undefined) return
      const world = releaseWorldOf({
        city,
        period: '2025-01',
        releasedAt: '2025-02-05T00:00:00.000Z',
        communities: [
          { code: community.code, smallestCell: 11, levels: [], values: countsOf(community, '2025-01'), dominated: [] },
        ],
        earlier: new Map(),
      })
      const counts = draftCount(world, 'attendances', undefined)
      const must = maskAt(counts.hidden, 0, 0)
      suppressSecondary(counts, 0)
      const beside = bits(maskAt(counts.hidden, 0, 0) & ~must)
      chosen += beside
      best += fewest(counts, must, beside)
      worlds += 1
    }),
    { seed: 20260115, numRuns: 60 },
  )
  process.stdout.write(
    `Secondary cells of ${worlds} communities: ${chosen} hidden, ${best} at the least; the optimum would save ${chosen - best}.\n`,
  )
  expect(chosen).toBeLessThanOrEqual(1.25 * best)
})
