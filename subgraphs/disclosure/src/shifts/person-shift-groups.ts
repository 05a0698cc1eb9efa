import { cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { CountTables } from '../world/count-tables.js'
import type { Change, ShiftId } from './shift-space.js'
import {
  type ParticipationProfile,
  type ProfileColumns,
  participationProfiles,
  replacementPeriods,
} from './participation-profiles.js'
import { replacements } from './replacements.js'

const columns = cellKinds.length

/** Two rows of the family: somebody joins the first, somebody leaves the second. */
export interface RowPair {
  readonly joins: number
  readonly leaves: number
}

/** Each beside its opposite. */
export const rowPairs: readonly RowPair[] = cellGroups.flatMap((_, first) =>
  cellGroups.flatMap((_, second) =>
    first < second
      ? [
          { joins: first, leaves: second },
          { joins: second, leaves: first },
        ]
      : [],
  ),
)

/** A total that is not broken down: somebody comes, somebody goes. */
const totals: readonly Change[] = [
  { periodIndex: 0, up: 1, down: 0 },
  { periodIndex: 0, up: 0, down: 1 },
]

/** The shifts of one profile, one for each pair of rows; or shifts that follow no profile. */
export interface ShiftGroup {
  readonly profile: ParticipationProfile | undefined
  readonly pairs: readonly RowPair[]
  readonly shifts: readonly (readonly Change[])[]
  /** The number of the shift by each pair, also where it is the same as one of an earlier profile. */
  readonly numbers: readonly (readonly [pair: RowPair, id: ShiftId])[]
}

/**
 * All shifts of persons, group by group, as far as the count has cells for them. Of shifts that are then the same, only the first is kept.
 */
export function groupShifts(tables: CountTables, isBrokenDown: readonly boolean[]): readonly ShiftGroup[] {
  const { timeline } = tables.world
  const inOthersPlace = replacementPeriods(timeline, isBrokenDown).flatMap((periodIndexes) =>
    replacements.map(({ up, down }) => periodIndexes.map((periodIndex) => ({ periodIndex, up, down }))),
  )
  const profiles = participationProfiles(timeline, isBrokenDown).map(shiftsOfProfile)
  return onlyOfCells(tables, [...profiles, { profile: undefined, pairs: [], shifts: inOthersPlace }])
}

/** A group before it is cut to the cells that the count has. */
type UnboundGroup = Omit<ShiftGroup, 'numbers'>

/** Cuts shifts to the cells that the count has, and keeps of those that are then the same the first, beside its opposite. */
function onlyOfCells({ cells }: CountTables, groups: readonly UnboundGroup[]): ShiftGroup[] {
  const known = new Map<string, ShiftId>()
  return groups.map(({ profile, pairs, shifts }) => {
    const kept: number[] = []
    const numbers: (readonly [RowPair, ShiftId])[] = []
    const made = shifts.map((changes) =>
      changes
        .map(({ periodIndex, up, down }) => ({
          periodIndex,
          up: up & (cells[periodIndex] ?? 0),
          down: down & (cells[periodIndex] ?? 0),
        }))
        .filter(({ up, down }) => (up | down) !== 0),
    )
    for (let index = 0; index < made.length; index += 2) {
      const key = JSON.stringify(made[index])
      if (made[index]?.length === 0) continue
      if (!known.has(key)) {
        known.set(key, known.size).set(JSON.stringify(made[index + 1]), known.size)
        kept.push(index, index + 1)
      }
      const id = known.get(key) ?? 0
      for (const [offset, number] of [id, id ^ 1].entries()) {
        const pair = pairs[index + offset]
        if (pair !== undefined) numbers.push([pair, number])
      }
    }
    return {
      profile,
      pairs: pairs.length === 0 ? [] : kept.flatMap((index) => pairs[index] ?? []),
      shifts: kept.map((index) => made[index] ?? []),
      numbers,
    }
  })
}

function shiftsOfProfile(profile: ParticipationProfile): UnboundGroup {
  const alone = totals.map(({ up, down }) => profile.totals.map((periodIndex) => ({ periodIndex, up, down })))
  if (profile.columns.length === 0) return { profile: undefined, pairs: [], shifts: alone }
  // Only where somebody comes or goes altogether does a total follow.
  const pairs = profile.totals.length === 0 ? rowPairs : rowPairs.filter(concernsMargin)
  const shifts = pairs.map((pair) => [
    ...profile.columns.map((reached) => changeOf(pair, reached)),
    ...profile.totals.map((periodIndex) =>
      pair.joins === 0 ? { periodIndex, up: 0, down: 1 } : { periodIndex, up: 1, down: 0 },
    ),
  ])
  return { profile, pairs, shifts }
}

/** One joins and another leaves in some columns, the other way round in others. */
export function changeOf(pair: RowPair, { periodIndex, joining, leaving }: ProfileColumns): Change {
  const joined = changeIn(pair, joining)
  const left = changeIn(pair, leaving)
  return { periodIndex, up: joined.up | left.down, down: joined.down | left.up }
}

/** Where one of the rows is the margin, nobody takes the other's part, and the margin follows. */
function changeIn(pair: RowPair, reached: number): Omit<Change, 'periodIndex'> {
  const joins = reached << (pair.joins * columns)
  const leaves = reached << (pair.leaves * columns)
  if (pair.joins === 0) return { up: 0, down: joins | leaves }
  return pair.leaves === 0 ? { up: joins | leaves, down: 0 } : { up: joins, down: leaves }
}

function concernsMargin({ joins, leaves }: RowPair): boolean {
  return joins === 0 || leaves === 0
}
