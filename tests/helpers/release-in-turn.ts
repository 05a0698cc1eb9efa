import { countWithParts } from '@shequ/community/returns/close-period'
import { partsOf } from '@shequ/community/returns/parts-of'
import {
  type EarlierPeriod,
  type PeriodRelease,
  type ReleasedReturn,
  releasePeriod,
} from '@shequ/community/returns/release/release-period'
import { measuredDatasets } from '@shequ/schema/measures/base-counts'
import type { Period } from '@shequ/schema/measures/periods'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import type { Pool } from 'pg'

/** A period as it was released: what went in, and what came out. */
export interface Released {
  readonly release: PeriodRelease
  readonly returns: readonly ReleasedReturn[]
}

/**
 * Counts the records of a city's communities and releases the parts of a period and then the period itself, one after another, as they
 * are closed, but storing nothing. Everybody shares all with everybody.
 */
export async function releaseInTurn(pool: Pool, city: string, whole: Period): Promise<ReadonlyMap<Period, Released>> {
  const { codes, counts } = await sqlTransaction(pool, (sql) => countWithParts(sql, city, [whole]))
  const released = new Map<Period, Released>()
  const known = new Map<Period, EarlierPeriod>()
  for (const period of [...partsOf(whole), whole]) {
    const valuesOf = (code: string) => counts.get(period)?.valuesOf(code) ?? new Float64Array()
    const release: PeriodRelease = {
      city,
      period,
      releasedAt: '2026-01-05T00:00:00.000Z',
      communities: [...codes].map((code) => ({
        code,
        smallestCell: 11,
        levels: measuredDatasets.map(() => 'PUBLIC' as const),
        values: valuesOf(code),
        dominated: [],
      })),
      earlier: new Map([...known].filter(([part]) => partsOf(period).includes(part))),
    }
    const returns = releasePeriod(release)
    released.set(period, { release, returns })
    known.set(period, earlierOf(returns, valuesOf))
  }
  return released
}

/** What a released period is to those that it is part of. Counts are unpacked when they are looked at. */
function earlierOf(returns: readonly ReleasedReturn[], valuesOf: (code: string) => Float64Array): EarlierPeriod {
  const communities = returns.flatMap(({ kind, division, hidden, summed, apart }) => {
    const counted = {
      get values() {
        return valuesOf(division)
      },
      hidden,
      summed,
      apart,
    }
    return kind === 'NAMED' ? [[division, counted] as const] : []
  })
  const areas = returns.flatMap(({ kind, division, pattern }) => (kind === 'SUM' ? [[division, pattern] as const] : []))
  return { communities: new Map(communities), areas: new Map(areas) }
}
