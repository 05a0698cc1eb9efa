import type { Coverage } from './measure-table.js'
import type { StatementRow } from './read-cell.js'

/** Reads coverage from a row of the statement. */
export type ReadCoverage = (row: StatementRow) => Coverage

/** Makes the reader of a scope's coverage. */
export function coverageReader(scope: string): ReadCoverage {
  const columns = [`reported_${scope}`, `withheld_${scope}`] as const
  const [residentsReported, asOf] = [`residents_${scope}`, `as_of_${scope}`] as const
  return (row) => {
    const residents = wholeOf(row['residents'])
    const expected = Number(row['expected'])
    const [reported, withheld] = [Number(row[columns[0]]), Number(row[columns[1]])]
    return {
      expected,
      reported,
      withheld,
      missing: expected - reported - withheld,
      residents,
      residentsReported: residents === null ? null : (wholeOf(row[residentsReported]) ?? 0),
      asOf: (row[asOf] as string | null) ?? null,
    }
  }
}

/** The coverage of several periods: returns add up, residents are averaged. */
export function togetherCovered(coverages: readonly Coverage[]): Coverage {
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

function wholeOf(value: unknown): number | null {
  return value === null ? null : Math.round(Number(value))
}
