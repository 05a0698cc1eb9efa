import { boroughOf, streetOf } from '@shequ/schema/codes/division-code'
import type { Tier } from '@shequ/schema/tiers'
import { type Breakdown, whyNot } from './choose-cells.js'
import type { MeasureRow, MeasureTable } from './measure-table.js'
import { cursorOf } from './order-position.js'
import type { Question } from './plan-question.js'
import { cellReader, type StatementRow, unavailableCell } from './read-cell.js'
import { coverageReader, togetherCovered } from './read-coverage.js'
import { scopeOf, scopesOf } from './scopes.js'

/** An answer, and whether the tier knows any community of the division it was asked of. */
export interface MeasureAnswer {
  readonly table: MeasureTable
  readonly isKnown: boolean
}

/** Reads the answer for one division from its rows of the statement. */
export function readTable(found: readonly StatementRow[], question: Question, tier: Tier): MeasureAnswer {
  const of = (section: string) =>
    found
      .filter((row) => row['section'] === section)
      .sort((first, second) => Number(first['position']) - Number(second['position']))
  const paged = of('row')
  const page = paged.slice(0, question.size)
  const totals = of('total')
  const [owner] = of('owner')
  const cursorAt = (row: StatementRow | undefined) => (row ? cursorOf(row['keys'] as number[]) : null)
  const coverage = togetherCovered(totals.map(coverageReader(scopesOf(question.measures).row)))
  return {
    isKnown: owner?.['known'] === true,
    table: {
      rows: page.map(rowReader(question, question.breakdowns, tier)),
      totalCount: Number(owner?.['matching'] ?? 0),
      undecided: Number(owner?.['undecided'] ?? 0),
      totals: totals.map(rowReader(question, question.whole, tier)),
      coverage,
      asOf: coverage.asOf,
      pageInfo: {
        hasNextPage: paged.length > page.length,
        hasPreviousPage: question.after !== null,
        startCursor: cursorAt(page[0]),
        endCursor: cursorAt(page.at(-1)),
      },
    },
  }
}

/** Makes the reader of rows. All that the question tells of them is found out once, since an answer can have thousands. */
function rowReader(
  question: Question,
  breakdowns: readonly Breakdown[],
  tier: Tier,
): (row: StatementRow) => MeasureRow {
  const scope = scopesOf(question.measures).row
  const readCoverage = coverageReader(scope)
  const cells = question.measures.map((measure, place) => ({
    measure,
    read: cellReader(measure, place, tier),
    ownCoverage: scopeOf(measure) === scope ? undefined : coverageReader(scopeOf(measure)),
    // Only totals take together what rows need not.
    isTold: breakdowns.map((breakdown) => whyNot(measure, breakdown, question.grain) === undefined),
  }))
  const digits = levelDigits[question.level ?? 'ALL']
  return (row) => {
    const output = Number(row['output'])
    const coverage = readCoverage(row)
    const unit = String(row['unit'])
    const isArea = unit !== ''
    return {
      areaCode: isArea ? unit : null,
      boroughCode: isArea ? boroughOf(unit) : null,
      streetCode: isArea && digits >= 9 ? streetOf(unit) : null,
      communityCode: isArea && digits >= 12 ? unit : null,
      period: periodOf(row, question),
      learnerGroup: breakdowns[output]?.group ?? null,
      programmeKind: breakdowns[output]?.kind ?? null,
      cells: cells.map(({ measure, read, ownCoverage, isTold }) => {
        const covered = ownCoverage?.(row) ?? coverage
        return isTold[output] === false ? unavailableCell(measure, covered) : read(row, covered)
      }),
      coverage,
    }
  }
}

const levelDigits = { ALL: 0, BOROUGH: 6, STREET: 9, COMMUNITY: 12 } as const

function periodOf(row: StatementRow, { byPeriod, periods, earlier }: Question): string | null {
  if (!byPeriod && periods.length > 1) return null
  return periods[Number(row['place']) - (earlier === null ? 1 : 2)] ?? null
}
