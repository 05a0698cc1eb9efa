import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { type Period, monthsOf, periodOfMonth } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import { correctedReturn } from '../build/corrected-return.js'
import type { CommunityCounts, EarlierPeriod, PeriodRelease, ReleasedReturn } from '../model/period-release.js'
import { releasePeriod } from '../release-period.js'
import type { Steps } from '../sums/protect-count.js'
import { countsOf, dominatedOf } from './count-small-world.js'
import { earlierOf, releaseInTurn, releaseOf } from './release-in-turn.js'
import type { SmallCommunity } from './small-world.js'

const year = 2025

/** The months of a world, then the quarters and the year they close, in the order of their release. */
export function periodsOf(months: number): Period[] {
  const names = Array.from({ length: months }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`)
  const quarters = [...new Set(names.map((month) => periodOfMonth(month, 'QUARTER')))].filter((quarter) =>
    monthsOf(quarter).every((month) => names.includes(month)),
  )
  return months === 1 ? names : [...names, ...quarters, ...(months === 12 ? [String(year)] : [])]
}

/** Releases the periods of a world one after another, each with what was released before. */
export function releaseWorld(
  communities: readonly SmallCommunity[],
  periods: readonly Period[],
  steps?: Steps,
): readonly ReleasedReturn[] {
  return releaseSmall(communities, periods, (release) => releasePeriod(release, steps))
}

/** Releases them likewise, but that one of the communities releases a period by itself, whose counts came too late for it. */
export function releaseWithLate(
  communities: readonly SmallCommunity[],
  periods: readonly Period[],
  late: { readonly code: string; readonly period: Period },
): readonly ReleasedReturn[] {
  return releaseSmall(communities, periods, (release) => {
    if (release.period !== late.period) {
      const communities = release.communities.map((each) =>
        each.code === late.code ? { ...each, isSummed: true } : each,
      )
      return releasePeriod({ ...release, communities })
    }
    const those = (isLate: boolean) => release.communities.filter(({ code }) => (code === late.code) === isLate)
    return [
      ...releasePeriod({ ...release, communities: those(false) }),
      ...releasePeriod({ ...release, communities: those(true), byNode: true }),
    ]
  })
}

/** Releases them likewise, but that communities share more or less in some periods than in others. */
export function releaseWithLevels(
  communities: readonly SmallCommunity[],
  periods: readonly Period[],
  levelIn: (community: SmallCommunity, period: Period) => SharingLevel,
): readonly ReleasedReturn[] {
  const countsIn = (period: Period) =>
    communities.map((community) => toCounts({ ...community, level: levelIn(community, period) }, period))
  return [...releaseInTurn(periods, countsIn).values()].flatMap(({ returns }) => returns)
}

/** Releases the periods of one community over again, whose people have changed since: each as the next version of its return. */
export async function correctWorld(
  changed: SmallCommunity,
  periods: readonly Period[],
  before: readonly ReleasedReturn[],
): Promise<readonly ReleasedReturn[]> {
  const corrected: ReleasedReturn[] = []
  const known = new Map<Period, EarlierPeriod>()
  for (const period of periods) {
    const old = before.find((one) => one.division === changed.code && one.period === period)
    if (old === undefined) continue
    const release: PeriodRelease = { ...releaseOf(period, [toCounts(changed, period)], known), byNode: true }
    const next = await correctedReturn(
      (withheld) => {
        const communities = release.communities.map((community) => ({ ...community, withheld }))
        const [counted] = releasePeriod({ ...release, communities })
        return counted === undefined ? Promise.reject(new RangeError('Expected a return.')) : Promise.resolve(counted)
      },
      old,
      old,
    )
    corrected.push(next)
    known.set(
      period,
      earlierOf(release, [{ ...next, hidden: next.hidden.map((mask, at) => mask | (old.hidden[at] ?? 0)) }]),
    )
  }
  return corrected
}

function releaseSmall(
  communities: readonly SmallCommunity[],
  periods: readonly Period[],
  releaseOne: (release: PeriodRelease) => readonly ReleasedReturn[],
): readonly ReleasedReturn[] {
  const countsIn = (period: Period) => communities.map((community) => toCounts(community, period))
  return [...releaseInTurn(periods, countsIn, releaseOne).values()].flatMap(({ returns }) => returns)
}

function toCounts(community: SmallCommunity, period: Period): CommunityCounts {
  return {
    code: community.code,
    smallestCell: 11,
    levels: measuredDatasets.map(() => community.level),
    values: countsOf(community, period),
    dominated: dominatedOf(community, period),
  }
}
