import type { CountedWithParts } from '../count/count-with-parts.js'
import { type Period, daysOf } from '@shequ/schema/measures/periods'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { PeriodCounts } from '../count/count-periods.js'
import {
  type EarlierCounts,
  type EarlierPeriod,
  type ReleasedReturn,
  dominatedCounts,
  partsOf,
  releasePeriod,
} from '@shequ/disclosure'
import { earlierEntrusted, entrustedCounts } from '../entrust/entrusted-counts.js'
import { type EntrustedCommunity, readEntrusted } from '../entrust/entrusted-release.js'
import { departedCommunities, hostedCommunities } from '../store/hosted-communities.js'
import { type PatternsByDivision, releasedPatterns } from '../store/released-patterns.js'

/** A period whose records are counted, with those of its parts. */
export interface PeriodToRelease extends CountedWithParts {
  /** The city whose communities are released, or one of them that is alone. */
  readonly city: string
  readonly period: Period
  readonly now: Date
  /** Whether communities are released without sums, as a node releases its own. */
  readonly byNode: boolean
  /** What earlier versions of the period's returns hid, by division: it stays hidden. */
  readonly withheld?: PatternsByDivision
}

/** Protects what was counted of a period, with all that was released of its parts before. Nothing is stored. */
export async function protectPeriod(sql: TransactionSql, counted: PeriodToRelease): Promise<readonly ReleasedReturn[]> {
  const { city, period, now, codes, counts, byNode, withheld } = counted
  const current = counts.get(period)
  if (!current) throw new RangeError(`Expected ${period} to be counted, but got ${[...counts.keys()].join(', ')}.`)
  const hosted = (await hostedCommunities(sql, city, period)).filter(({ code }) => codes.has(code))
  const patterns = await releasedPatterns(sql, city, partsOf(period))
  const entrusted = byNode ? noneEntrusted : withReleasedParts(await readEntrusted(sql, city, period), period, patterns)
  const communities = hosted.map((community) => ({
    ...community,
    values: current.valuesOf(community.code),
    dominated: dominatedCounts(current.contributions.get(community.code)),
    withheld: withheld?.get(community.code)?.hidden ?? [],
  }))
  const all = [...communities, ...[...entrusted.values()].map((community) => entrustedCounts(community, period))]
  const gone = byNode ? [] : await departedCommunities(sql, city, daysOf(period).from)
  const present = new Set(all.map(({ code }) => code))
  return releasePeriod({
    city,
    period,
    releasedAt: now.toISOString(),
    communities: all,
    earlier: earlierOf(counts, patterns, codes, entrusted),
    departed: [...new Set([...gone, ...summedIn(patterns)])].filter((code) => !present.has(code)),
    byNode,
  })
}

const noneEntrusted: ReadonlyMap<string, EntrustedCommunity> = new Map()

/**
 * Those who entrust their counts of a period, have not released it by themselves, and have all its parts released: what is released
 * later would not reckon with it.
 */
function withReleasedParts(
  entrusted: ReadonlyMap<string, EntrustedCommunity>,
  period: Period,
  patterns: ReadonlyMap<Period, PatternsByDivision>,
): ReadonlyMap<string, EntrustedCommunity> {
  const isReleased = (community: EntrustedCommunity) =>
    partsOf(period).every((part) => earlierEntrusted(community, part, patterns.get(part)?.get(community.code)))
  return new Map(
    [...entrusted].filter(([, community]) => !community.counted[period]?.released && isReleased(community)),
  )
}

/** The communities whose records are in sums of a period's parts. */
function summedIn(patterns: ReadonlyMap<Period, PatternsByDivision>): readonly string[] {
  return [...patterns.values()].flatMap((released) =>
    [...released].filter(([, pattern]) => pattern.summed.includes(true)).map(([code]) => code),
  )
}

/** What is known of periods that were released before, of communities that were counted anew and of the areas around them. */
function earlierOf(
  counts: ReadonlyMap<Period, PeriodCounts>,
  patterns: ReadonlyMap<Period, PatternsByDivision>,
  codes: ReadonlySet<string>,
  entrusted: ReadonlyMap<string, EntrustedCommunity>,
): ReadonlyMap<Period, EarlierPeriod> {
  const earlier = new Map<Period, EarlierPeriod>()
  for (const [part, released] of patterns) {
    const before = counts.get(part)
    if (!before) continue
    const { communities, areas } = earlierPeriodOf(before, released, codes)
    for (const [code, community] of entrusted) {
      const known = earlierEntrusted(community, part, released.get(code))
      if (known) communities.set(code, known)
    }
    earlier.set(part, { communities, areas })
  }
  return earlier
}

/** A period's family of tables is unpacked when it is looked at: a year's would not fit into memory at once. */
function earlierPeriodOf(counts: PeriodCounts, released: PatternsByDivision, codes: ReadonlySet<string>) {
  const communities = new Map<string, EarlierCounts>()
  const areas = new Map<string, readonly number[]>()
  for (const [division, { hidden, summed, excludedFromSums }] of released) {
    if (!codes.has(division)) areas.set(division, hidden)
    else {
      communities.set(division, {
        get values() {
          return counts.valuesOf(division)
        },
        hidden,
        summed,
        excludedFromSums,
        dominated: dominatedCounts(counts.contributions.get(division)),
      })
    }
  }
  return { communities, areas }
}
