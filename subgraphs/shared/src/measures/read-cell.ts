import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Tier } from '@shequ/schema/tiers'
import { definitionOf } from './measure-counts.js'
import type { Cell, CellStatus, Coverage } from './measure-table.js'
import { returnScope, scopeOf } from './scopes.js'
import { isKnownTo } from './tier-figures.js'

/** A row of the statement. */
export type StatementRow = Readonly<Record<string, unknown>>

/** Reads a measure's cell from a row of the statement, where it is number `place` of those asked for. */
export function readCell(row: StatementRow, measure: MeasureName, place: number, coverage: Coverage, tier: Tier): Cell {
  const number = (name: string) => row[`m${place}_${name}`] as number | null
  const parts = {
    numeratorLow: number('numerator_low'),
    numeratorHigh: number('numerator_high'),
    denominatorLow: number('denominator_low'),
    denominatorHigh: number('denominator_high'),
  }
  const isKnown = isKnownTo(tier, measure) && parts.numeratorLow !== null && parts.denominatorLow !== null
  const numerator = parts.numeratorLow === parts.numeratorHigh ? parts.numeratorLow : null
  const denominator = parts.denominatorLow === parts.denominatorHigh ? parts.denominatorLow : null
  const isExact = isKnown && numerator !== null && denominator !== null
  const isComplete = scopeOf(measure) === returnScope && coverage.expected > 0
  const status = statusOf(
    isComplete ? { ...coverage, reported: coverage.expected } : coverage,
    isKnownTo(tier, measure),
    isKnown,
    isExact,
    numerator,
  )
  const shown = isKnown && (isComplete || coverage.reported > 0)
  return {
    measure,
    status,
    value: isExact && shown ? number('low') : null,
    low: shown ? number('low') : null,
    high: shown ? number('high') : null,
    numerator: shown || coverage.reported > 0 ? numerator : null,
    denominator: (shown || coverage.reported > 0) && definitionOf(measure).denominator !== null ? denominator : null,
    growth: number('growth'),
    coverage,
  }
}

/** A cell of which nothing is known, since its counts don't add up as asked. */
export function unavailableCell(measure: MeasureName, coverage: Coverage): Cell {
  const nothing = { value: null, low: null, high: null, numerator: null, denominator: null, growth: null }
  return { measure, status: 'UNAVAILABLE', ...nothing, coverage }
}

function statusOf(
  { expected, reported, withheld, missing }: Coverage,
  tierKnows: boolean,
  isKnown: boolean,
  isExact: boolean,
  numerator: number | null,
): CellStatus {
  if (!tierKnows) return 'UNAVAILABLE'
  if (reported === 0) return withheld > 0 && missing === 0 ? 'WITHHELD' : 'NOT_REPORTED'
  if (!isKnown) return 'UNAVAILABLE'
  if (!isExact) return 'SUPPRESSED'
  if (reported < expected) return 'PARTIAL'
  return numerator === 0 ? 'ZERO' : 'VALUE'
}
