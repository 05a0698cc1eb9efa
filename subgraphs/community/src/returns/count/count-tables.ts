import {
  type BaseCount,
  type BaseCountName,
  baseCountNames,
  baseCounts,
  hasBreakdown,
} from '@shequ/schema/measures/base-counts'
import { breakdownCount, breakdownOf, type CellGroup, type CellKind } from '@shequ/schema/measures/breakdowns'
import { monthsOf, type Period } from '@shequ/schema/measures/periods'

/** What one cell of a community is counted up by. Margins are left out where the rows lie in one. */
export interface Counted {
  readonly code: string
  readonly count: BaseCountName
  readonly group?: CellGroup
  readonly kind?: CellKind
  readonly value: number
}

/** How many numbers the family of tables of one community takes: one for each count and breakdown. */
export const familySize = baseCountNames.length * breakdownCount

const places = new Map(baseCountNames.map((name, place) => [name, place]))

/** The place of a count's cell in a community's family: the count's place × 30 + the breakdown. */
export function placeOf(count: BaseCountName, group: CellGroup = 'ALL', kind: CellKind = 'ALL'): number {
  return (places.get(count) ?? 0) * breakdownCount + breakdownOf(group, kind)
}

/** The places that some count has a cell at; the other two thirds of a family are always zero and not kept. */
const keptPlaces = baseCountNames.flatMap((count, index) =>
  Array.from({ length: breakdownCount }, (_, breakdown) => breakdown)
    .filter((breakdown) => hasBreakdown(count, breakdown))
    .map((breakdown) => index * breakdownCount + breakdown),
)
const keptAt = new Map(keptPlaces.map((place, index) => [place, index]))

/** The families of tables of many communities in one period. All begin at zero. */
export class Families {
  private readonly kept: Float64Array
  private readonly positions: ReadonlyMap<string, number>

  constructor(codes: readonly string[]) {
    this.kept = new Float64Array(codes.length * keptPlaces.length)
    this.positions = new Map(codes.map((code, index) => [code, index * keptPlaces.length]))
  }

  /**
   * Adds to a cell and to the margins it adds up to: always over groups, over kinds where the count does. What is
   * distinct is to be given for each kind and for all kinds.
   */
  add({ code, count, group = 'ALL', kind = 'ALL', value }: Counted): void {
    const position = this.positions.get(code)
    if (position === undefined || value === 0) return
    const { adds }: BaseCount = baseCounts[count]
    const groups: readonly CellGroup[] = group === 'ALL' ? ['ALL'] : ['ALL', group]
    const kinds: readonly CellKind[] = kind === 'ALL' || !adds.overKinds ? [kind] : ['ALL', kind]
    for (const inGroup of groups) {
      for (const inKind of kinds) {
        const at = position + (keptAt.get(placeOf(count, inGroup, inKind)) ?? 0)
        this.kept[at] = (this.kept[at] ?? 0) + value
      }
    }
  }

  /** The family of one community: all zero for one that was not counted. */
  valuesOf(code: string): Float64Array {
    const values = new Float64Array(familySize)
    const position = this.positions.get(code)
    if (position === undefined) return values
    for (const [index, place] of keptPlaces.entries()) values[place] = this.kept[position + index] ?? 0
    return values
  }
}

/** The families of many communities and periods while they are counted. */
export class CountTables {
  readonly byPeriod: ReadonlyMap<Period, Families>
  private readonly byMonth = new Map<string, Families[]>()

  constructor(periods: readonly Period[], codes: readonly string[]) {
    this.byPeriod = new Map(periods.map((period) => [period, new Families(codes)]))
    for (const [period, families] of this.byPeriod) {
      for (const month of monthsOf(period)) this.byMonth.set(month, [...(this.byMonth.get(month) ?? []), families])
    }
  }

  /** Adds what lies in a month to every period that the month is part of. */
  addToMonth(month: string, counted: Counted): void {
    for (const families of this.byMonth.get(month) ?? []) families.add(counted)
  }

  /** Adds what is distinct in a period, or is so on its last day, to that period alone. */
  addToPeriod(period: Period, counted: Counted): void {
    this.byPeriod.get(period)?.add(counted)
  }
}
