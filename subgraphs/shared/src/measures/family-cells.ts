import { type BaseCountName, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount, breakdownOf, cellGroups, cellKinds } from '@shequ/schema/measures/breakdowns'
import type { Breakdown } from './choose-cells.js'
import type { Relation, Rule } from './relate-parts.js'

type Cells = Breakdown['cells']

/** The cells of a period by group and kind, with those that a question takes together, and how they add up. */
export interface FamilyCells {
  /** The places in a return of those that returns have; behind them come those that a question takes together. */
  readonly breakdowns: readonly number[]
  readonly length: number
  readonly relations: readonly CellRelation[]
  /** The place of what a row takes together; undefined where returns have none of it. */
  readonly placeOf: (cells: Cells) => number | undefined
}

export interface CellRelation extends Relation {
  /** Whether its parts are kinds of programmes, or groups. */
  readonly over: 'kinds' | 'groups'
  /** Whether the whole is what its parts are taken together, and nothing that a return has. */
  readonly isDefinition: boolean
}

/**
 * The cells that returns have of any of the counts, in periods of any grain, and those of the breakdowns.
 *
 * @param isNarrow to have only cells that the breakdowns name, and the margins of these
 */
export function familyCells(
  counts: readonly BaseCountName[],
  breakdowns: readonly Breakdown[],
  isNarrow: boolean,
): FamilyCells {
  const asked = new Set(
    breakdowns.flatMap(({ cells }) =>
      cells.flatMap(({ group, kind }) => [
        breakdownOf(group, kind),
        breakdownOf('ALL', kind),
        breakdownOf(group, 'ALL'),
        breakdownOf('ALL', 'ALL'),
      ]),
    ),
  )
  const all = Array.from({ length: breakdownCount }, (_, place) => place)
  const own = all.filter((place) => (!isNarrow || asked.has(place)) && hasCell(counts, place))
  const placeOfCell = ({ group, kind }: Cells[number]) => own.indexOf(breakdownOf(group, kind))
  const merged = new Map<string, { readonly place: number; readonly cells: Cells }>()
  for (const { cells } of breakdowns) {
    const isNew = cells.length > 1 && !merged.has(nameOf(cells)) && cells.every((cell) => placeOfCell(cell) >= 0)
    if (isNew) merged.set(nameOf(cells), { place: own.length + merged.size, cells })
  }
  const relations = [
    ...[...merged.values()].flatMap((each) => relationsOf(each, placeOfCell)),
    ...cellKinds.map((kind) =>
      marginOf(
        'groups',
        cellGroups.map((group) => placeOfCell({ group, kind })),
      ),
    ),
    ...cellGroups.map((group) =>
      marginOf(
        'kinds',
        cellKinds.map((kind) => placeOfCell({ group, kind })),
      ),
    ),
  ]
  return {
    breakdowns: own,
    length: own.length + merged.size,
    relations: relations.filter(({ whole, parts }) => whole >= 0 && parts.every((part) => part >= 0)),
    placeOf(cells) {
      const [only] = cells
      const place = cells.length === 1 && only ? placeOfCell(only) : (merged.get(nameOf(cells))?.place ?? -1)
      return place < 0 ? undefined : place
    },
  }
}

function hasCell(counts: readonly BaseCountName[], place: number): boolean {
  const grains = ['MONTH', 'QUARTER', 'YEAR'] as const
  return counts.some((count) => grains.some((grain) => hasBreakdown(count, place, grain)))
}

/** A margin, the first of the places, and what it is made of. */
function marginOf(over: CellRelation['over'], [whole = -1, ...parts]: readonly number[]): CellRelation {
  return { over, whole, parts, isDefinition: false }
}

/** Cells taken together: what they are, and what is left of the margin. */
function relationsOf(
  { place, cells }: { readonly place: number; readonly cells: Cells },
  placeOfCell: (cell: Cells[number]) => number,
): readonly CellRelation[] {
  const groups = [...new Set(cells.map(({ group }) => group))]
  const kinds = [...new Set(cells.map(({ kind }) => kind))]
  const over = kinds.length > 1 ? 'kinds' : 'groups'
  const own = { over, whole: place, parts: cells.map(placeOfCell), isDefinition: true } as const
  if (groups.length > 1 && kinds.length > 1) return [own]
  const others =
    over === 'groups'
      ? cellGroups.slice(1).flatMap((group) => (groups.includes(group) ? [] : [{ group, kind: kinds[0] ?? 'ALL' }]))
      : cellKinds.slice(1).flatMap((kind) => (kinds.includes(kind) ? [] : [{ group: groups[0] ?? 'ALL', kind }]))
  const margin =
    over === 'groups' ? { group: 'ALL', kind: kinds[0] ?? 'ALL' } : { group: groups[0] ?? 'ALL', kind: 'ALL' }
  return [
    own,
    {
      over,
      whole: placeOfCell(margin as Cells[number]),
      parts: [place, ...others.map(placeOfCell)],
      isDefinition: false,
    },
  ]
}

function nameOf(cells: Cells): string {
  return cells.map(({ group, kind }) => `${group} ${kind}`).join(',')
}

/** How a count's cells add up: persons who take part in programmes of two kinds are in both. */
export function cellRule(count: BaseCountName, over: CellRelation['over']): Rule {
  return over === 'groups' || baseCounts[count].adds.overKinds ? 'sum' : 'union'
}
