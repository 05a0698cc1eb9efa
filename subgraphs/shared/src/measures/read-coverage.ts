import type { Coverage } from '@shequ/schema/measures/cell'
import { type Columns, numbersOf, textsOf } from './read-columns.js'

/** Reads the coverage of a row, by its place among the rows. */
export type ReadCoverage = (index: number) => Coverage

/** Makes the reader of a scope's coverage. */
export function coverageReader(columns: Columns, scope: string): ReadCoverage {
  const numbers = (name: string) => numbersOf(columns, name)
  const [expected, residents] = [numbers('expected'), numbers('residents')]
  const [reported, withheld] = [numbers(`reported_${scope}`), numbers(`withheld_${scope}`)]
  const residentsReported = numbers(`residents_${scope}`)
  const asOf = textsOf(columns, `as_of_${scope}`)
  return (index) => {
    const [all, some, hidden] = [expected[index] ?? 0, reported[index] ?? 0, withheld[index] ?? 0]
    const people = wholeOf(residents[index])
    return {
      expected: all,
      reported: some,
      withheld: hidden,
      missing: all - some - hidden,
      residents: people,
      residentsReported: people === null ? null : (wholeOf(residentsReported[index]) ?? 0),
      asOf: momentOf(asOf[index]),
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

function wholeOf(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value)
}

/** A moment as JSON has it on connections that are set to UTC, as all other answers have theirs: `2025-03-01T08:30:00.123Z`. */
function momentOf(text: string | null | undefined): string | null {
  return text?.replace('+00:00', 'Z') ?? null
}
