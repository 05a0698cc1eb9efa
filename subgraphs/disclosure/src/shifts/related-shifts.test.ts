import { expect, test } from 'vitest'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { Period } from '@shequ/schema/measures/periods'
import fc from 'fast-check'
import { partsOf } from '../model/parts-of.js'
import { draftCount } from './count-draft.js'
import { city } from '../testing/release-in-turn.js'
import { releaseWorldOf } from '../world/release-world.js'
import type { ShiftId, ShiftSpace } from './shift-space.js'

/** All shifts of a count when a period is released and its parts were before. */
function spaceOf(count: 'participants' | 'attendances', period: Period): ShiftSpace {
  const earlier = new Map(partsOf(period).map((part) => [part, { communities: new Map() }]))
  const world = releaseWorldOf({ city, period, releasedAt: '2026-01-05T00:00:00.000Z', communities: [], earlier })
  return draftCount(world, count, undefined).space
}

/** What shifts come to together: by how much each cell changes, where it does. */
function sumOf(space: ShiftSpace, ids: readonly ShiftId[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>()
  for (const { periodIndex, up, down } of ids.flatMap((id) => space.changes(id))) {
    for (let cell = 0; cell < breakdownCount; cell++) {
      const key = `${periodIndex}/${cell}`
      const change = (sum.get(key) ?? 0) + ((up >> cell) & 1) - ((down >> cell) & 1)
      if (change === 0) sum.delete(key)
      else sum.set(key, change)
    }
  }
  return sum
}

test.each([
  ['participants', '2024-Q1'],
  ['participants', '2024'],
  ['attendances', '2024-Q1'],
  ['attendances', '2024'],
] as const)(
  'with its residual, each shift that is related to a shift of %s in %s comes to the same as the shift',
  (count, period) => {
    const space = spaceOf(count, period)
    let other = 0
    fc.assert(
      fc.property(fc.nat(space.size - 1), (id) => {
        const made = sumOf(space, [id])
        expect(sumOf(space, [id, space.opposite(id)]).size).toBe(0)
        for (const { id: related, residual } of space.relatedShifts(id)) {
          expect(sumOf(space, [related, ...residual])).toEqual(made)
          if (related !== id) other += 1
        }
      }),
      { seed: 20261128, numRuns: 300 },
    )
    expect(other).toBeGreaterThan(0)
  },
)
