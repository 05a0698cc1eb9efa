import type { Period } from '@shequ/schema/measures/periods'
import { partsOf } from '../model/parts-of.js'
import type { CommunityCounts, EarlierPeriod, PeriodRelease, ReleasedReturn } from '../model/period-release.js'
import { releasePeriod } from '../release-period.js'

/** The city of all worlds that tests draw or write. */
export const city = '310000000000'

/** A period as it was released: what went in, and what came out. */
export interface Released {
  readonly release: PeriodRelease
  readonly returns: readonly ReleasedReturn[]
}

/** Releases periods one after another, in the order in which they are closed, each with what was released of its parts before. */
export function releaseInTurn(
  periods: readonly Period[],
  communitiesOf: (period: Period) => readonly CommunityCounts[],
  releaseOne: (release: PeriodRelease) => readonly ReleasedReturn[] = releasePeriod,
): ReadonlyMap<Period, Released> {
  const released = new Map<Period, Released>()
  const known = new Map<Period, EarlierPeriod>()
  for (const period of periods) {
    const release = releaseOf(period, communitiesOf(period), known)
    const returns = releaseOne(release)
    released.set(period, { release, returns })
    known.set(period, earlierOf(release, returns))
  }
  return released
}

/** A period to release, with what is known of its parts. */
export function releaseOf(
  period: Period,
  communities: readonly CommunityCounts[],
  known: ReadonlyMap<Period, EarlierPeriod>,
): PeriodRelease {
  const parts = partsOf(period)
  const earlier = new Map([...known].filter(([name]) => parts.includes(name)))
  return { city, period, releasedAt: '2026-01-05T00:00:00.000Z', communities, earlier }
}

/** What a released period is to those that it is part of. */
export function earlierOf({ communities }: PeriodRelease, returns: readonly ReleasedReturn[]): EarlierPeriod {
  const named = new Map(returns.map((one) => [one.division, one]))
  return {
    communities: new Map(
      communities.map(({ code, values, dominated }) => {
        const { hidden = [], summed = [], excludedFromSums = [] } = named.get(code) ?? {}
        return [code, { values, hidden, summed, excludedFromSums, dominated }]
      }),
    ),
    areas: new Map(returns.filter(({ kind }) => kind === 'SUM').map(({ division, pattern }) => [division, pattern])),
  }
}
