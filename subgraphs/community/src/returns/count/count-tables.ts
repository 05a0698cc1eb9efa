import {
  type BaseCount,
  type BaseCountName,
  baseCountNames,
  baseCounts,
  hasBreakdown,
} from '@shequ/schema/measures/base-counts'
import { breakdownCount, breakdownOf, type CellGroup, type CellKind } from '@shequ/schema/measures/breakdowns'
import { type Grain, grainOfPeriod, monthsOf, type Period } from '@shequ/schema/measures/periods'

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

/** The places at which a count of a grain has a cell: at the others it is always zero. */
export function keptPlacesOf(grain: Grain): readonly number[] {
  return baseCountNames.flatMap((count, index) =>
    Array.from({ length: breakdownCount }, (_, breakdown) => breakdown)
      .filter((breakdown) => hasBreakdown(count, breakdown, grain))
      .map((breakdown) => index * breakdownCount + breakdown),
  )
}

/** The families of tables of many communities in one period. All begin at zero. */
export class Families {
  private readonly places: readonly number[]
  private readonly placeIndex: ReadonlyMap<number, number>
  private readonly kept: Float64Array
  private readonly positions: ReadonlyMap<string, number>

  constructor(period: Period, codes: readonly string[]) {
    this.places = keptPlacesOf(grainOfPeriod(period))
    this.placeIndex = new Map(this.places.map((place, index) => [place, index]))
    this.kept = new Float64Array(codes.length * this.places.length)
    this.positions = new Map(codes.map((code, index) => [code, index * this.places.length]))
  }

  /**
   * Adds to a cell and to the margins it adds up to: always over groups, over kinds where the count does. What is
   * distinct is to be given for each kind and for all kinds. Where the period has no such cell, nothing is added.
   */
  add({ code, count, group = 'ALL', kind = 'ALL', value }: Counted): void {
    const position = this.positions.get(code)
    if (position === undefined || value === 0) return
    const { adds }: BaseCount = baseCounts[count]
    const groups: readonly CellGroup[] = group === 'ALL' ? ['ALL'] : ['ALL', group]
    const kinds: readonly CellKind[] = kind === 'ALL' || !adds.overKinds ? [kind] : ['ALL', kind]
    for (const inGroup of groups) {
      for (const inKind of kinds) {
        const index = this.placeIndex.get(placeOf(count, inGroup, inKind))
        if (index !== undefined) this.kept[position + index] = (this.kept[position + index] ?? 0) + value
      }
    }
  }

  /** The family of one community: all zero for one that was not counted. */
  valuesOf(code: string): Float64Array {
    const values = new Float64Array(familySize)
    const position = this.positions.get(code)
    if (position === undefined) return values
    for (const [index, place] of this.places.entries()) values[place] = this.kept[position + index] ?? 0
    return values
  }
}

/** The families of many communities and periods while they are counted. */
export class CountTables {
  readonly byPeriod: ReadonlyMap<Period, Families>
  private readonly byMonth = new Map<string, Families[]>()

  constructor(periods: readonly Period[], codes: readonly string[]) {
    this.byPeriod = new Map(periods.map((period) => [period, new Families(period, codes)]))
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
