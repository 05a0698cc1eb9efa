import { type BaseCountName, baseCountNames, baseCounts, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { withoutPadding } from '@shequ/schema/codes/division-code'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { grainOfPeriod, type Period } from '@shequ/schema/measures/periods'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import type { Relation } from '../audit/determined-cells.js'
import { type TableCell, tableRelations } from '../audit/table-relations.js'
import { hidesCell } from '../model/return-masks.js'
import type { HiddenCell, Knowledge, PublishedSystem } from './linear-system.js'

/** Gathers what returns say of hidden cells, equation by equation. What is published goes in as its number. */
export class SystemBuilder implements PublishedSystem {
  readonly cells: HiddenCell[] = []
  readonly least: number[] = []
  readonly most: number[] = []
  readonly relations: Relation[] = []
  private readonly named: readonly MeasureReturn[]
  private readonly sums: readonly MeasureReturn[]
  private readonly cellIndexes = new Map<string, number>()
  private readonly byKey = new Map<string, MeasureReturn>()

  constructor(
    returns: readonly MeasureReturn[],
    private readonly own: Knowledge['own'],
    private readonly leastHidden: 0 | 1,
  ) {
    this.named = returns.filter(({ kind }) => kind === 'NAMED')
    this.sums = returns.filter(({ kind }) => kind === 'SUM')
    for (const named of this.named) this.byKey.set(`${named.division}/${named.period}`, named)
  }

  /** How a count's tables add up, over groups, kinds and time, and what areas' sums say of it. */
  addCount(count: BaseCountName): void {
    for (const [division, periods] of this.periodsByDivision()) {
      for (const { whole, parts, addsUp } of tableRelations(count, periods)) {
        const keyOf = ({ period, cell }: TableCell): CellKey => [count, division, period, cell]
        this.addSum(keyOf(whole), parts.map(keyOf), addsUp)
      }
    }
    for (const sum of this.sums) this.addArea(count, sum)
  }

  private periodsByDivision(): ReadonlyMap<string, readonly Period[]> {
    const periods = new Map<string, Period[]>()
    for (const { division, period } of this.named) periods.set(division, [...(periods.get(division) ?? []), period])
    return periods
  }

  /** A part is at most its whole, in every cell. */
  addPart(part: BaseCountName, whole: BaseCountName): void {
    this.relateCells(part, (key) => [
      [1, key(whole)],
      [-1, key(part)],
    ])
  }

  /** A magnitude is each of those it is of, so many times; where that isn't known, at least as much as they are. */
  addMagnitude(magnitude: BaseCountName, of: BaseCountName, each: number | undefined): void {
    const most = each === undefined ? Number.POSITIVE_INFINITY : 0
    this.relateCells(
      magnitude,
      (key) => [
        [1, key(magnitude)],
        [-(each ?? 1), key(of)],
      ],
      most,
    )
  }

  /** What areas' sums of a magnitude say of what it is of, where it is known what each counts for. */
  addSumsOfMagnitude(of: BaseCountName, { magnitude, each, value }: NonNullable<Knowledge['eachIn']>): void {
    for (const sum of this.sums) {
      const members = this.membersOf(magnitude, sum)
      for (let cell = 0; cell < breakdownCount; cell++) {
        if (hidesCell(sum, magnitude, cell)) continue
        const cells = members.map(({ division }) => ({
          count: of,
          community: division,
          period: sum.period,
          cell,
        }))
        const total = cells.reduce((before, one) => before + each(one) * value(one), 0)
        this.relate(
          cells.map((one) => [each(one), [one.count, one.community, one.period, cell]]),
          total,
          total,
        )
      }
    }
  }

  private relateCells(
    count: BaseCountName,
    terms: (key: (count: BaseCountName) => CellKey) => readonly Term[],
    most = Number.POSITIVE_INFINITY,
  ): void {
    for (const { division, period } of this.named) {
      for (let cell = 0; cell < breakdownCount; cell++) {
        if (!hasBreakdown(count, cell, grainOfPeriod(period))) continue
        this.relate(
          terms((name) => [name, division, period, cell]),
          0,
          most,
        )
      }
    }
  }

  private addArea(count: BaseCountName, sum: MeasureReturn): void {
    const members = this.membersOf(count, sum)
    for (let cell = 0; cell < breakdownCount; cell++) {
      if (!hasBreakdown(count, cell, grainOfPeriod(sum.period))) continue
      const row = sum.cells.find(({ breakdown }) => breakdown === cell)
      const isHidden = hidesCell(sum, count, cell)
      const value = row?.counts[count] ?? 0
      const [low, high] = isHidden ? (row?.bounds?.[count] ?? [0, Number.POSITIVE_INFINITY]) : [value, value]
      this.relate(
        members.map(({ division }) => [1, [count, division, sum.period, cell]]),
        low,
        high,
      )
    }
  }

  /** The returns of those whose cells a sum is made of: none where it is not told. */
  private membersOf(count: BaseCountName, sum: MeasureReturn): readonly MeasureReturn[] {
    const dataset = measuredDatasets.indexOf(baseCounts[count].dataset)
    if (sum.levels[dataset] === 'PRIVATE') return []
    return this.named.filter(
      ({ division, period, summed }) =>
        period === sum.period && summed[dataset] === true && division.startsWith(withoutPadding(sum.division)),
    )
  }

  private addSum(whole: CellKey, parts: readonly CellKey[], addsUp: boolean): void {
    const all = parts.map((part) => [1, part] as const)
    this.relate([[-1, whole], ...all], 0, addsUp ? 0 : Number.POSITIVE_INFINITY)
    if (!addsUp)
      for (const part of parts)
        this.relate(
          [
            [1, whole],
            [-1, part],
          ],
          0,
          Number.POSITIVE_INFINITY,
        )
  }

  private relate(terms: readonly Term[], low: number, high: number): void {
    const hidden = new Map<number, number>()
    let known = 0
    for (const [factor, key] of terms) {
      const found = this.find(key)
      if (found.isHidden) hidden.set(found.cellIndex, (hidden.get(found.cellIndex) ?? 0) + factor)
      else known += factor * found.value
    }
    if (hidden.size > 0) this.relations.push({ terms: hidden, low: low - known, high: high - known })
  }

  /** A cell's value where it is known, its index among the hidden ones where it isn't. */
  private find([count, community, period, cell]: CellKey):
    { readonly isHidden: true; readonly cellIndex: number } | { readonly isHidden: false; readonly value: number } {
    const index = baseCountNames.indexOf(count)
    const named = this.byKey.get(`${community}/${period}`)
    const isHidden = (((named?.hidden[index] ?? 0) >> cell) & 1) === 1
    if (!isHidden)
      return { isHidden, value: named?.cells.find(({ breakdown }) => breakdown === cell)?.counts[count] ?? 0 }
    const hidden = { count, community, period, cell }
    if (this.own?.community === community) return { isHidden: false, value: this.own.value(hidden) }
    const key = `${count}/${community}/${period}/${cell}`
    let cellIndex = this.cellIndexes.get(key)
    if (cellIndex === undefined) {
      cellIndex = this.cells.push(hidden) - 1
      const bounds = named?.cells.find(({ breakdown }) => breakdown === cell)?.bounds?.[count]
      this.least.push(Math.max(bounds?.[0] ?? 0, this.leastHidden))
      this.most.push(bounds?.[1] ?? named?.high[index] ?? Number.POSITIVE_INFINITY)
      this.cellIndexes.set(key, cellIndex)
    }
    return { isHidden, cellIndex }
  }
}

/** So many times what a cell counts. */
type Term = readonly [factor: number, key: CellKey]

type CellKey = readonly [count: BaseCountName, community: string, period: string, cell: number]
