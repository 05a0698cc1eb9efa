import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { PeriodRelease, ReleasedReturn } from './model/period-release.js'
import { namedReturn } from './build/named-return.js'
import { releasedCounts } from './build/released-count.js'
import { sumReturns } from './build/sum-return.js'
import { type Steps, allSteps, protectCount } from './sums/protect-count.js'
import type { ProtectedCount } from './sums/protected-count.js'
import { protectedWith } from './world/part-rows.js'
import { releaseWorldOf } from './world/release-world.js'

/**
 * Releases a period: every community's own cells, and the sums over those that share them, protected together with
 * everything the year released before (`subgraphs/disclosure/README.md`). Pure: the same input gives the same returns.
 *
 * @returns the communities' returns by code, then the streets', the boroughs' and the city's
 */
export function releasePeriod(release: PeriodRelease, steps: Steps = allSteps): ReleasedReturn[] {
  const world = releaseWorldOf(release)
  const protectedCounts = new Map<BaseCountName, ProtectedCount>()
  for (const count of baseCountNames) {
    const { protection }: BaseCount = baseCounts[count]
    if (protection.rule === 'open' || protection.rule === 'magnitude' || protectedWith(count) !== count) continue
    const whole = protection.rule === 'part' ? protectedCounts.get(protection.whole as BaseCountName) : undefined
    protectedCounts.set(count, protectCount(world, count, whole, steps))
  }
  const released = new Map([...protectedCounts.values()].flatMap(releasedCounts).map((each) => [each.count, each]))
  const { period, releasedAt, byNode = false } = release
  return [
    ...world.communities.map((_, community) => namedReturn(world, released, community, { period, releasedAt })),
    ...(byNode ? [] : sumReturns(world, released, { period, releasedAt })),
  ]
}
