import { cellGroups } from '@shequ/schema/measures/breakdowns'
import type { MoveId } from './move-space.js'
import type { MoveGroup, RowPair } from './person-groups.js'
import type { PersonWay, ReachedColumns } from './person-ways.js'

/** A move by the two others that it is made up of. */
type Split = readonly [one: MoveId, other: MoveId]

/** How a move can be made. */
interface Made {
  readonly way: PersonWay
  readonly pair: RowPair
}

/** Two ways of which a way is made up. */
type SplitWay = readonly [one: PersonWay, other: PersonWay]

/**
 * How a move of persons is made up of two: by way of a third row, or some of its columns by one and the others by another, since two
 * who take part in one kind each count as much as one who takes part in both.
 */
export function personSplits(groups: readonly MoveGroup[]): (id: MoveId) => readonly Split[] {
  const numbers = new Map<string, ReadonlyMap<string, MoveId>>()
  const made = new Map<MoveId, Made[]>()
  for (const { way, numbers: inWay } of groups) {
    if (way === undefined) continue
    numbers.set(keyOfWay(way), new Map(inWay.map(([pair, id]) => [keyOfPair(pair), id])))
    for (const [pair, id] of inWay) made.set(id, [...(made.get(id) ?? []), { way, pair }])
  }
  const numberOf = (way: PersonWay, pair: RowPair) => {
    const isTurned = way.columns.every(({ along }) => along === 0)
    // Totals go with those who join: they would go the other way.
    if (isTurned && way.totals.length > 0) return undefined
    const inWay = numbers.get(keyOfWay(isTurned ? turned(way) : way))
    return inWay?.get(keyOfPair(isTurned ? { joins: pair.leaves, leaves: pair.joins } : pair))
  }
  const splitsOf = ({ way, pair }: Made): readonly Split[] => {
    const byRow = cellGroups.map(
      (_, row) =>
        [
          numberOf(way, { joins: pair.joins, leaves: row }),
          numberOf(way, { joins: row, leaves: pair.leaves }),
        ] as const,
    )
    const byColumns = splitColumns(way).map(([one, other]) => [numberOf(one, pair), numberOf(other, pair)] as const)
    return [...byRow, ...byColumns].filter((split): split is Split => split.every((part) => part !== undefined))
  }
  return (id) => {
    const splits = (made.get(id) ?? [])
      .flatMap(splitsOf)
      .map((split) => [Math.min(...split), Math.max(...split)] as const)
    return [...new Map(splits.map((split) => [split.join('/'), split])).values()]
  }
}

/** The ways that reach some of a way's columns and all its totals, each with the way that reaches the rest. */
function splitColumns({ columns, totals }: PersonWay): SplitWay[] {
  const all = columns.reduce((mask, { along, against }) => mask | along | against, 0)
  const splits: SplitWay[] = []
  for (let some = (all - 1) & all; some !== 0; some = (some - 1) & all)
    splits.push([
      { columns: reachedOf(columns, some), totals },
      { columns: reachedOf(columns, all & ~some), totals: [] },
    ])
  return splits
}

function reachedOf(columns: readonly ReachedColumns[], some: number): ReachedColumns[] {
  return columns
    .map(({ periodIndex, along, against }) => ({ periodIndex, along: along & some, against: against & some }))
    .filter(({ along, against }) => (along | against) !== 0)
}

/** Who leaves joins instead. */
function turned({ columns, totals }: PersonWay): PersonWay {
  return {
    columns: columns.map(({ periodIndex, along, against }) => ({ periodIndex, along: against, against: along })),
    totals,
  }
}

function keyOfWay({ columns, totals }: PersonWay): string {
  return `${columns.map(({ periodIndex, along, against }) => `${periodIndex}:${along}/${against}`).join(' ')}|${totals.join(' ')}`
}

function keyOfPair({ joins, leaves }: RowPair): string {
  return `${joins}/${leaves}`
}
