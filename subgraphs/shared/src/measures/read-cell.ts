import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Tier } from '@shequ/schema/tiers'
import { definitionOf } from './measure-counts.js'
import type { Cell, CellStatus, Coverage } from './measure-table.js'
import { returnScope, scopeOf } from './scopes.js'
import { isKnownTo } from './tier-figures.js'

/** A row of the statement. */
export type StatementRow = Readonly<Record<string, unknown>>

/** Reads a measure's cell from a row of the statement, given the coverage of the measure's scope. */
export type ReadCell = (row: StatementRow, coverage: Coverage) => Cell

/** Makes the reader of a measure's cells, where it is number `place` of those asked for. */
export function cellReader(measure: MeasureName, place: number, tier: Tier): ReadCell {
  const column = (name: string) => `m${place}_${name}`
  const [numeratorLow, numeratorHigh] = [column('numerator_low'), column('numerator_high')] as const
  const [denominatorLow, denominatorHigh] = [column('denominator_low'), column('denominator_high')] as const
  const [low, high, growth] = [column('low'), column('high'), column('growth')] as const
  const tierKnows = isKnownTo(tier, measure)
  const hasDenominator = definitionOf(measure).denominator !== null
  const isOfReturns = scopeOf(measure) === returnScope
  return (row, coverage) => {
    const number = (name: string) => row[name] as number | null
    const whole = hasDenominator ? [number(denominatorLow), number(denominatorHigh)] : [1, 1]
    const isKnown = tierKnows && number(numeratorLow) !== null && whole[0] !== null
    const numerator = number(numeratorLow) === number(numeratorHigh) ? number(numeratorLow) : null
    const denominator = whole[0] === whole[1] ? (whole[0] ?? null) : null
    const isExact = isKnown && numerator !== null && denominator !== null
    const isComplete = isOfReturns && coverage.expected > 0
    const covered = isComplete ? { ...coverage, reported: coverage.expected } : coverage
    const shown = isKnown && covered.reported > 0
    const hasParts = shown || coverage.reported > 0
    return {
      measure,
      status: statusOf(covered, tierKnows, isKnown, isExact, numerator),
      value: isExact && shown ? number(low) : null,
      low: shown ? number(low) : null,
      high: shown ? number(high) : null,
      numerator: hasParts ? numerator : null,
      denominator: hasParts && hasDenominator ? denominator : null,
      growth: number(growth),
      coverage,
    }
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
