import { boroughOf, streetOf } from '@shequ/schema/codes/division-code'
import type { Tier } from '@shequ/schema/tiers'
import { type Breakdown, whyNot } from './choose-cells.js'
import type { Coverage, MeasureRow, MeasureTable } from './measure-table.js'
import { cursorOf } from './order-position.js'
import type { Question } from './plan-question.js'
import { readCell, type StatementRow, unavailableCell } from './read-cell.js'
import { scopeOf, scopesOf } from './scopes.js'

/** An answer, and whether the tier knows any community of the division it was asked of. */
export interface MeasureAnswer {
  readonly table: MeasureTable
  readonly isKnown: boolean
}

/** Reads the answer for one division from its rows of the statement. */
export function readTable(found: readonly StatementRow[], question: Question, tier: Tier): MeasureAnswer {
  const of = (section: string) => found.filter((row) => row['section'] === section)
  const paged = of('row')
  const page = paged.slice(0, question.size)
  const totals = of('total')
  const [owner] = of('owner')
  const cursorAt = (row: StatementRow | undefined) => (row ? cursorOf(row['keys'] as number[]) : null)
  const coverage = together(totals.map((row) => coverageOf(row, scopesOf(question.measures).row)))
  return {
    isKnown: owner?.['known'] === true,
    table: {
      rows: page.map((row) => readRow(row, question, question.breakdowns, tier)),
      totalCount: Number(owner?.['matching'] ?? 0),
      undecided: Number(owner?.['undecided'] ?? 0),
      totals: totals.map((row) => readRow(row, question, question.whole, tier)),
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

function readRow(row: StatementRow, question: Question, breakdowns: readonly Breakdown[], tier: Tier): MeasureRow {
  const breakdown = breakdowns[Number(row['output'])] ?? { group: null, kind: null, cells: [] }
  const unit = String(row['unit'])
  const reaches = (digits: number) => unit !== '' && digits <= levelDigits[question.level ?? 'ALL']
  const isArea = unit !== ''
  return {
    areaCode: isArea ? unit : null,
    boroughCode: isArea ? boroughOf(unit) : null,
    streetCode: reaches(9) ? streetOf(unit) : null,
    communityCode: reaches(12) ? unit : null,
    period: periodOf(row, question),
    learnerGroup: breakdown.group,
    programmeKind: breakdown.kind,
    cells: question.measures.map((measure, place) => {
      const coverage = coverageOf(row, scopeOf(measure))
      // Only totals take together what rows need not.
      return whyNot(measure, breakdown, question.grain) === undefined
        ? readCell(row, measure, place, coverage, tier)
        : unavailableCell(measure, coverage)
    }),
    coverage: coverageOf(row, scopesOf(question.measures).row),
  }
}

const levelDigits = { ALL: 0, BOROUGH: 6, STREET: 9, COMMUNITY: 12 } as const

function periodOf(row: StatementRow, { byPeriod, periods, earlier }: Question): string | null {
  if (!byPeriod && periods.length > 1) return null
  return periods[Number(row['place']) - (earlier === null ? 1 : 2)] ?? null
}

function coverageOf(row: StatementRow, scope: string): Coverage {
  const whole = (value: unknown) => (value === null ? null : Math.round(Number(value)))
  return {
    expected: Number(row['expected']),
    reported: Number(row[`reported_${scope}`]),
    withheld: Number(row[`withheld_${scope}`]),
    missing: Number(row[`missing_${scope}`]),
    residents: whole(row['residents']),
    residentsReported: row['residents'] === null ? null : (whole(row[`residents_${scope}`]) ?? 0),
    asOf: (row[`as_of_${scope}`] as string | null) ?? null,
  }
}

/** The coverage of several periods: returns add up, residents are averaged. */
function together(coverages: readonly Coverage[]): Coverage {
  const sum = (name: 'expected' | 'reported' | 'withheld' | 'missing') =>
    coverages.reduce((total, coverage) => total + coverage[name], 0)
  const mean = (name: 'residents' | 'residentsReported') => {
    const known = coverages.flatMap((coverage) => coverage[name] ?? [])
    return known.length === 0 ? null : Math.round(known.reduce((total, value) => total + value, 0) / coverages.length)
  }
  const moments = coverages.flatMap(({ asOf }) => asOf ?? []).sort()
  return {
    expected: sum('expected'),
    reported: sum('reported'),
    withheld: sum('withheld'),
    missing: sum('missing'),
    residents: mean('residents'),
    residentsReported: mean('residentsReported'),
    asOf: moments.at(-1) ?? null,
  }
}
