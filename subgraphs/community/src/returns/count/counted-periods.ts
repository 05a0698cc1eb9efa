import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import type { CellGroup, CellKind } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod, monthsOf, type Period } from '@shequ/schema/measures/periods'
import { cellIndexOf, familySize, keptCellIndexes } from '@shequ/disclosure'

/** What one cell of a community is counted up by. Margins are left out where the rows lie in one. */
export interface Counted {
  readonly code: string
  readonly count: BaseCountName
  readonly group?: CellGroup
  readonly kind?: CellKind
  readonly value: number
}

/** The families of tables of many communities in one period. All begin at zero. */
export class CountedFamilies {
  private readonly cellIndexes: readonly number[]
  private readonly offsets: ReadonlyMap<number, number>
  private readonly kept: Float64Array
  private readonly positions: ReadonlyMap<string, number>

  constructor(period: Period, codes: readonly string[]) {
    this.cellIndexes = keptCellIndexes(grainOfPeriod(period))
    this.offsets = new Map(this.cellIndexes.map((cellIndex, offset) => [cellIndex, offset]))
    this.kept = new Float64Array(codes.length * this.cellIndexes.length)
    this.positions = new Map(codes.map((code, index) => [code, index * this.cellIndexes.length]))
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
        const offset = this.offsets.get(cellIndexOf(count, inGroup, inKind))
        if (offset !== undefined) this.kept[position + offset] = (this.kept[position + offset] ?? 0) + value
      }
    }
  }

  /** The family of one community: all zero for one that was not counted. */
  valuesOf(code: string): Float64Array {
    const values = new Float64Array(familySize)
    const position = this.positions.get(code)
    if (position === undefined) return values
    for (const [offset, cellIndex] of this.cellIndexes.entries()) values[cellIndex] = this.kept[position + offset] ?? 0
    return values
  }
}

/** The families of many communities and periods while they are counted. */
export class CountedPeriods {
  readonly byPeriod: ReadonlyMap<Period, CountedFamilies>
  private readonly byMonth = new Map<string, CountedFamilies[]>()

  constructor(periods: readonly Period[], codes: readonly string[]) {
    this.byPeriod = new Map(periods.map((period) => [period, new CountedFamilies(period, codes)]))
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
