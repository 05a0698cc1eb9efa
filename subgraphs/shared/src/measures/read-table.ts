import type { MeasureName } from '@shequ/schema/measures/measures'
import { boroughOf, cityOf, streetOf } from '@shequ/schema/codes/division-code'
import type { Tier } from '@shequ/schema/tiers'
import { type Breakdown, whyNot } from './choose-cells.js'
import { keyNames } from './measure-statement.js'
import type { MeasureRow, MeasureTable } from './measure-table.js'
import type { OwnerRow } from './owner-row.js'
import { cursorOf } from './row-cursor.js'
import { areaDigits, type Question } from './plan-question.js'
import { cellReader, unavailableCell } from './read-cell.js'
import { type Columns, numbersOf, textsOf } from './read-columns.js'
import { coverageReader, togetherCovered } from './read-coverage.js'
import { scopeOf, scopesOf } from './scopes.js'

/** An answer, and whether the tier knows any community of the division it was asked of. */
export interface MeasureAnswer {
  readonly table: MeasureTable
  readonly isKnown: boolean
  /** Areas of the filter of which the tier knows nothing. */
  readonly strangers: readonly string[]
  /** Measures compared with a target, of which the city has none in the years asked about. */
  readonly aimless: readonly MeasureName[]
}

/** Reads the answer for one division from its row of the statement. */
export function readTable(found: OwnerRow | undefined, question: Question, tier: Tier): MeasureAnswer {
  const [paged, summed] = [found?.rows ?? {}, found?.totals ?? {}]
  const pending = found?.pending ?? []
  const rows = readRows(paged, question, question.breakdowns, tier, pending)
  const page = rows.slice(0, question.size)
  const readCoverage = coverageReader(summed, scopesOf(question.measures).row)
  const coverage = togetherCovered(textsOf(summed, 'unit').map((_unit, index) => readCoverage(index)))
  const cursorAt = cursorReader(paged, question)
  return {
    isKnown: found?.known === true,
    strangers: found?.strangers ?? [],
    aimless: found?.aimless ?? [],
    table: {
      rows: page,
      totalCount: found?.matching ?? 0,
      undecided: found?.undecided ?? 0,
      totals: readRows(summed, question, question.whole, tier, pending),
      coverage,
      asOf: coverage.asOf,
      pageInfo: {
        hasNextPage: rows.length > page.length,
        hasPreviousPage: question.after !== null,
        startCursor: cursorAt(0),
        endCursor: cursorAt(page.length - 1),
      },
    },
  }
}

/** Makes the reader of the cursor of a row by its place; null where there is no row, or no cursor is asked for. */
function cursorReader(columns: Columns, { order, wantsCursors }: Question): (index: number) => string | null {
  // What is not known is last, at infinity, which JSON has as a text.
  const keys = keyNames(order).map((name) => numbersOf(columns, name))
  const count = wantsCursors ? textsOf(columns, 'unit').length : 0
  return (index) => (index >= 0 && index < count ? cursorOf(keys.map((values) => Number(values[index]))) : null)
}

/** Reads the rows of columns. All that the question tells of them is found out once, since an answer can have thousands. */
function readRows(
  columns: Columns,
  question: Question,
  breakdowns: readonly Breakdown[],
  tier: Tier,
  pending: readonly number[],
): readonly MeasureRow[] {
  const scope = scopesOf(question.measures).row
  const readCoverage = coverageReader(columns, scope)
  const cells = question.measures.map((measure, place) => ({
    measure,
    read: cellReader(columns, measure, place, tier),
    ownCoverage: scopeOf(measure) === scope ? undefined : coverageReader(columns, scopeOf(measure)),
    // Only totals take together what rows need not.
    isTold: breakdowns.map((breakdown) => whyNot(measure, breakdown, question.grain) === undefined),
  }))
  const digits = question.level === null ? 0 : areaDigits[question.level]
  const outputs = numbersOf(columns, 'output')
  const periodOf = periodReader(columns, question)
  const places = numbersOf(columns, 'place')
  const first = question.earlier.length + 1
  const areAllPending = question.periods.every((_period, index) => pending.includes(first + index))
  return textsOf(columns, 'unit').map((text, index) => {
    const unit = text ?? ''
    const output = outputs[index] ?? 0
    const coverage = readCoverage(index)
    const isPending = question.byPeriod ? pending.includes(places[index] ?? 0) : areAllPending
    const isArea = unit !== '' && question.groups === null
    const isIn = (length: number) => isArea && digits >= length
    return {
      cityCode: isArea && question.areBeside ? cityOf(unit) : null,
      areaGroup: unit === '' ? null : (question.groups?.[Number(unit)]?.name ?? null),
      areaCode: isArea ? unit : null,
      boroughCode: isIn(6) ? boroughOf(unit) : null,
      streetCode: isIn(9) ? streetOf(unit) : null,
      communityCode: isIn(12) ? unit : null,
      period: periodOf(index),
      learnerGroup: breakdowns[output]?.group ?? null,
      programmeKind: breakdowns[output]?.kind ?? null,
      cells: cells.map(({ measure, read, ownCoverage, isTold }) => {
        const covered = ownCoverage?.(index) ?? coverage
        return isTold[output] === false ? unavailableCell(measure, covered) : read(index, covered, isPending)
      }),
      coverage,
    }
  })
}

/** Makes the reader of the period of a row by its place; null where several are taken together. */
function periodReader(columns: Columns, { byPeriod, periods, earlier }: Question): (index: number) => string | null {
  if (!byPeriod) {
    const only = periods.length === 1 ? (periods[0] ?? null) : null
    return () => only
  }
  const places = numbersOf(columns, 'place')
  const first = earlier.length + 1
  return (index) => periods[(places[index] ?? 0) - first] ?? null
}
