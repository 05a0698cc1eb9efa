import { cellGroups } from '@shequ/schema/measures/breakdowns'
import type { ShiftId } from './shift-space.js'
import type { ShiftGroup, RowPair } from './person-shift-groups.js'
import type { ParticipationProfile, ProfileColumns } from './participation-profiles.js'

/** Two shifts that add up to another. */
type Split = readonly [one: ShiftId, other: ShiftId]

/** A shift as a profile and the pair of rows between which it is made. */
interface ProfileShift {
  readonly profile: ParticipationProfile
  readonly pair: RowPair
}

/** Two profiles that add up to a profile. */
type SplitProfile = readonly [one: ParticipationProfile, other: ParticipationProfile]

/**
 * The pairs of shifts that add up to a shift of persons: by way of a third row, or some of its columns by one and the others by another,
 * since two who take part in one kind each count as much as one who takes part in both.
 */
export function personSplits(groups: readonly ShiftGroup[]): (id: ShiftId) => readonly Split[] {
  const numbers = new Map<string, ReadonlyMap<string, ShiftId>>()
  const made = new Map<ShiftId, ProfileShift[]>()
  for (const { profile, numbers: ofProfile } of groups) {
    if (profile === undefined) continue
    numbers.set(keyOfProfile(profile), new Map(ofProfile.map(([pair, id]) => [keyOfPair(pair), id])))
    for (const [pair, id] of ofProfile) made.set(id, [...(made.get(id) ?? []), { profile, pair }])
  }
  const numberOf = (profile: ParticipationProfile, pair: RowPair) => {
    const isReversed = profile.columns.every(({ joining }) => joining === 0)
    // Totals go with those who join: they would go the other way.
    if (isReversed && profile.totals.length > 0) return undefined
    const ofProfile = numbers.get(keyOfProfile(isReversed ? reversed(profile) : profile))
    return ofProfile?.get(keyOfPair(isReversed ? { joins: pair.leaves, leaves: pair.joins } : pair))
  }
  const splitsOf = ({ profile, pair }: ProfileShift): readonly Split[] => {
    const byRow = cellGroups.map(
      (_, row) =>
        [
          numberOf(profile, { joins: pair.joins, leaves: row }),
          numberOf(profile, { joins: row, leaves: pair.leaves }),
        ] as const,
    )
    const byColumns = splitColumns(profile).map(([one, other]) => [numberOf(one, pair), numberOf(other, pair)] as const)
    return [...byRow, ...byColumns].filter((split): split is Split => split.every((part) => part !== undefined))
  }
  return (id) => {
    const splits = (made.get(id) ?? [])
      .flatMap(splitsOf)
      .map((split) => [Math.min(...split), Math.max(...split)] as const)
    return [...new Map(splits.map((split) => [split.join('/'), split])).values()]
  }
}

/** The profiles with some of a profile's columns and all its totals, each with the profile of the rest. */
function splitColumns({ columns, totals }: ParticipationProfile): SplitProfile[] {
  const all = columns.reduce((mask, { joining, leaving }) => mask | joining | leaving, 0)
  const splits: SplitProfile[] = []
  for (let some = (all - 1) & all; some !== 0; some = (some - 1) & all)
    splits.push([
      { columns: columnsAmong(columns, some), totals },
      { columns: columnsAmong(columns, all & ~some), totals: [] },
    ])
  return splits
}

function columnsAmong(columns: readonly ProfileColumns[], some: number): ProfileColumns[] {
  return columns
    .map(({ periodIndex, joining, leaving }) => ({ periodIndex, joining: joining & some, leaving: leaving & some }))
    .filter(({ joining, leaving }) => (joining | leaving) !== 0)
}

/** The same with joining and leaving exchanged. */
function reversed({ columns, totals }: ParticipationProfile): ParticipationProfile {
  return {
    columns: columns.map(({ periodIndex, joining, leaving }) => ({ periodIndex, joining: leaving, leaving: joining })),
    totals,
  }
}

function keyOfProfile({ columns, totals }: ParticipationProfile): string {
  return `${columns.map(({ periodIndex, joining, leaving }) => `${periodIndex}:${joining}/${leaving}`).join(' ')}|${totals.join(' ')}`
}

function keyOfPair({ joins, leaves }: RowPair): string {
  return `${joins}/${leaves}`
}
