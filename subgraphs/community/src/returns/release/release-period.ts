import {
  type BaseCount,
  type BaseCountName,
  baseCountNames,
  baseCounts,
  type MeasuredDataset,
  measuredDatasets,
} from '@shequ/schema/measures/base-counts'
import type { Period } from '@shequ/schema/measures/periods'
import type { MeasureReturn, SharingLevel } from '@shequ/schema/returns/measure-return'
import { namedReturn } from './build/named-return.js'
import { sumReturns } from './build/sum-return.js'
import { type Steps, releaseCount } from './release-count.js'
import type { CountRelease } from './count-release.js'
import { releaseWorldOf } from './world/release-world.js'

/** What a community counted of a period. */
export interface CommunityCounts {
  readonly code: string
  /** k: the smallest count it publishes, at least 11. */
  readonly smallestCell: number
  /** In the order of `measuredDatasets`: how far each is shared. */
  readonly levels: readonly SharingLevel[]
  /** The true counts: place of the count × 30 + breakdown. */
  readonly values: Float64Array
  /** Money counts with fewer than three contributors, or dominated by two: places of counts to hide. */
  readonly dominated: readonly number[]
}

/** What is known of a community in a period that was released before. */
export interface EarlierCounts {
  /** Its counts as the records have them now. */
  readonly values: Float64Array
  /** What was hidden, all versions together: masks in the order of the base counts. */
  readonly hidden: readonly number[]
  /** In the order of `measuredDatasets`: whether its records are in the sums. */
  readonly summed: readonly boolean[]
}

/** What is known of a period that was released before. */
export interface EarlierPeriod {
  /** By community. */
  readonly communities: ReadonlyMap<string, EarlierCounts>
  /** By area with sums: what they did not say. Masks in the order of the base counts. */
  readonly areas?: ReadonlyMap<string, readonly number[]>
}

/** A period of a city to release. */
export interface PeriodRelease {
  readonly city: string
  readonly period: Period
  /** ISO 8601 in UTC. */
  readonly releasedAt: string
  readonly communities: readonly CommunityCounts[]
  /** The same year's periods that this one is added up from, and that were released before. */
  readonly earlier: ReadonlyMap<Period, EarlierPeriod>
}

/**
 * Releases a period: every community's own cells, and the sums over those that share them, protected together with
 * everything the year released before (domain: Disclosure control). Pure: the same input gives the same returns.
 *
 * @returns the communities' returns by code, then the streets', the boroughs' and the city's
 */
export function releasePeriod(release: PeriodRelease, steps: Steps = { complementary: true }): MeasureReturn[] {
  const apart = new Map<MeasuredDataset, Set<number>>()
  const released = new Map(measuredDatasets.flatMap((dataset) => [...releaseDataset(release, dataset, apart, steps)]))
  const world = releaseWorldOf(release, apart)
  const { period, releasedAt } = release
  return [
    ...world.communities.map((_, community) => namedReturn(world, released, community, { period, releasedAt })),
    ...sumReturns(world, released, { period, releasedAt }),
  ]
}

/** Decides on the counts of a dataset. Whoever leaves its sums is missing to others, so that all is decided again without. */
function releaseDataset(
  release: PeriodRelease,
  dataset: MeasuredDataset,
  apart: Map<MeasuredDataset, Set<number>>,
  steps: Steps,
): ReadonlyMap<BaseCountName, CountRelease> {
  const left = new Set<number>()
  apart.set(dataset, left)
  for (;;) {
    const before = left.size
    const world = releaseWorldOf(release, apart)
    const released = new Map<BaseCountName, CountRelease>()
    for (const count of protectedCounts(dataset)) {
      const { protection }: BaseCount = baseCounts[count]
      const whole = protection.rule === 'part' ? released.get(protection.whole as BaseCountName) : undefined
      released.set(
        count,
        releaseCount(world, count, whole, steps, (community) => left.add(community)),
      )
      if (left.size > before) break
    }
    if (left.size === before) return released
  }
}

/** The counts of a dataset that hide cells of their own, each after what it is a part of. */
function protectedCounts(dataset: MeasuredDataset): readonly BaseCountName[] {
  return baseCountNames.filter((count) => {
    const { protection, dataset: belongsTo }: BaseCount = baseCounts[count]
    return belongsTo === dataset && protection.rule !== 'open' && protection.rule !== 'magnitude'
  })
}
