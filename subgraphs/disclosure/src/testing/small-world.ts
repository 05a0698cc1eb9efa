import { baseCountNames, type BaseCountName } from '@shequ/schema/measures/base-counts'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount, breakdownOf, learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import { type Period, monthsOf, periodOfMonth } from '@shequ/schema/measures/periods'
import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import fc from 'fast-check'
import { dominatedCounts } from '../model/dominated-counts.js'
import type { Steps } from '../sums/protect-count.js'
import { earlierOf, releaseInTurn, releaseOf } from './release-in-turn.js'
import { correctedReturn } from '../build/corrected-return.js'
import type { CommunityCounts, EarlierPeriod, PeriodRelease, ReleasedReturn } from '../model/period-release.js'
import { releasePeriod } from '../release-period.js'

/** A resident of a small world: one of the groups, and how often it attended what in which month. */
export interface Person {
  readonly group: number
  readonly isOlder: boolean
  readonly attended: readonly { readonly month: number; readonly kind: number; readonly times: number }[]
  /** Whether the person was enrolled in a course that ended in the month, and completed it. */
  readonly enrolled: readonly { readonly month: number; readonly completed: boolean }[]
}

/** A community of a small world. */
export interface SmallCommunity {
  readonly code: string
  readonly level: SharingLevel
  readonly people: readonly Person[]
}

const year = 2025
/** How long each session takes: whoever knows that reads attendances out of minutes. */
export const minutesEach = 90

/** Random worlds with many small cells: a few streets in two boroughs, skewed towards few groups and kinds as real ones are. */
export function smallWorlds({
  months,
  least = 2,
  most,
}: {
  readonly months: number
  /** How many people a community has at least, and at most. */
  readonly least?: number
  readonly most: number
}) {
  const person = fc.record({
    group: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(2, 4) }, { weight: 2, arbitrary: fc.nat(4) }),
    isOlder: fc.boolean(),
    attended: fc.array(
      fc.record({
        month: fc.nat(months - 1),
        kind: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) }),
        times: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 2 * months, size: 'max' },
    ),
    enrolled: fc.array(fc.record({ month: fc.nat(months - 1), completed: fc.boolean() }), { maxLength: 1 }),
  })
  const people = fc
    .integer({ min: least, max: most })
    .chain((count) => fc.array(person, { minLength: count, maxLength: count }))
  const level = fc.oneof(
    { weight: 6, arbitrary: fc.constant('PUBLIC' as const) },
    fc.constantFrom('CITY' as const, 'BOROUGH' as const),
  )
  const allCodes = ['101001', '101002', '104001', '104002'].flatMap((street) =>
    [1, 2, 3, 4, 5].map((number) => `310${street}00${number}`),
  )
  return fc
    .subarray(allCodes, { minLength: 4, maxLength: 12 })
    .chain((codes) => fc.tuple(...codes.map((code) => fc.record({ code: fc.constant(code), level, people }))))
}

/** The true counts of a community in a period, counted person by person. */
export function countsOf({ people }: SmallCommunity, period: Period): Float64Array {
  const values = new Float64Array(baseCountNames.length * breakdownCount)
  const months = monthNumbers(period)
  const add = (count: BaseCountName, group: number, kinds: readonly number[], amount: number) => {
    for (const kind of kinds) {
      for (const cell of [
        breakdownOf('ALL', kindName(kind)),
        breakdownOf(learnerGroups[group] ?? 'GENERAL', kindName(kind)),
      ]) {
        const cellIndex = baseCountNames.indexOf(count) * breakdownCount + cell
        values[cellIndex] = (values[cellIndex] ?? 0) + amount
      }
    }
  }
  for (const [index, person] of people.entries()) {
    const { group, isOlder, attended, enrolled } = person
    const given = baseCountNames.indexOf('donations') * breakdownCount
    values[given] = (values[given] ?? 0) + giftOf(person, index, months)
    const here = attended.filter(({ month }) => months.has(month))
    const kinds = new Set(here.map(({ kind }) => kind))
    if (here.length > 0) {
      add('participants', group, [-1, ...kinds], 1)
      if (isOlder) add('olderParticipants', group, [-1, ...kinds], 1)
    }
    for (const { kind, times } of here) {
      add('attendances', group, [-1, kind], times)
      add('minutes', group, [-1, kind], minutesEach * times)
    }
    for (const { month, completed } of enrolled) {
      if (!months.has(month)) continue
      add('enrolments', group, [-1], 1)
      if (completed) add('completed', group, [-1], 1)
    }
  }
  return values
}

/** Money counts of a community that would tell of somebody in a period: older people give, each time they attend. */
export function dominatedOf({ people }: SmallCommunity, period: Period): readonly number[] {
  const gifts = people.map((person, index) => giftOf(person, index, monthNumbers(period))).filter((fen) => fen > 0)
  const [first = 0, second = 0] = gifts.toSorted((a, b) => b - a)
  const total = gifts.reduce((sum, fen) => sum + fen, 0)
  if (total === 0) return []
  return dominatedCounts([{ count: 'donations', contributors: gifts.length, largestTwo: (first + second) / total }])
}

function giftOf({ isOlder, attended }: Person, index: number, months: ReadonlySet<number>): number {
  if (!isOlder) return 0
  const times = attended.filter(({ month }) => months.has(month)).length
  return times * 1_000 * (1 + (index % 5) * 3)
}

function monthNumbers(period: Period): ReadonlySet<number> {
  return new Set(monthsOf(period).map((month) => Number(month.slice(5)) - 1))
}

function kindName(kind: number) {
  return kind < 0 ? ('ALL' as const) : (programmeKinds[kind] ?? 'COURSE')
}

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
