import { unitOfTerms } from '@shequ/schema/measures/count-units'
import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Tier } from '@shequ/schema/tiers'
import { definitionOf } from './measure-counts.js'
import type { Cell, CellStatus, Coverage } from '@shequ/schema/measures/cell'
import { type Columns, numbersOf } from './read-columns.js'
import { returnScope, scopeOf } from './scopes.js'
import { isKnownTo } from './tier-figures.js'

/** Reads a measure's cell of a row, by its place among the rows, given the coverage of the measure's scope, and whether its period is being worked out. */
export type ReadCell = (index: number, coverage: Coverage, isPending: boolean) => Cell

/** Makes the reader of a measure's cells, where it is number `place` of those asked for. */
export function cellReader(columns: Columns, measure: MeasureName, place: number, tier: Tier): ReadCell {
  const column = (name: string) => numbersOf(columns, `m${place}_${name}`)
  const [lows, highs] = [column('low'), column('high')]
  const [growths, growthsOnYear] = [column('growth'), column('growth_on_year')]
  const units = unitsOf(measure)
  const hasDenominator = definitionOf(measure).denominator !== null
  const [numeratorLows, numeratorHighs] = hasDenominator
    ? [column('numerator_low'), column('numerator_high')]
    : [lows, highs]
  const [denominatorLows, denominatorHighs] = [column('denominator_low'), column('denominator_high')]
  const tierKnows = isKnownTo(tier, measure)
  const isOfReturns = scopeOf(measure) === returnScope
  return (index, coverage, isPending) => {
    const [low, high] = [lows[index] ?? null, highs[index] ?? null]
    const least = numeratorLows[index] ?? null
    const leastOfWhole = hasDenominator ? (denominatorLows[index] ?? null) : 1
    const isKnown = tierKnows && least !== null && leastOfWhole !== null
    const numerator = least === numeratorHighs[index] ? least : null
    const denominator = !hasDenominator || leastOfWhole === denominatorHighs[index] ? leastOfWhole : null
    const isToNothing = denominator === 0
    // Bounds that meet leave one value, whatever of its parts is hidden.
    const value = !isToNothing && low === high ? low : null
    const reported = isOfReturns && least !== null ? coverage.expected : coverage.reported
    const shown = isKnown && reported > 0
    const hasParts = shown || coverage.reported > 0
    const isBounded = shown && !isToNothing
    return {
      measure,
      status: statusOf(coverage, reported, tierKnows, isKnown && !isToNothing, value, isPending),
      value: shown ? value : null,
      low: isBounded ? low : null,
      high: isBounded ? high : null,
      ...units,
      numerator: hasParts ? numerator : null,
      denominator: hasParts && hasDenominator ? denominator : null,
      growth: growths[index] ?? null,
      growthOnYear: growthsOnYear[index] ?? null,
      coverage,
    }
  }
}

/** In what a measure's numerator and denominator are counted. */
function unitsOf(measure: MeasureName): Pick<Cell, 'numeratorUnit' | 'denominatorUnit'> {
  const { numerator, denominator } = definitionOf(measure)
  return { numeratorUnit: unitOfTerms(numerator), denominatorUnit: denominator && unitOfTerms(denominator) }
}

/** A cell of which nothing is known, since its counts don't add up as asked. */
export function unavailableCell(measure: MeasureName, coverage: Coverage): Cell {
  return {
    measure,
    ...unitsOf(measure),
    status: 'UNAVAILABLE',
    value: null,
    low: null,
    high: null,
    numerator: null,
    denominator: null,
    growth: null,
    growthOnYear: null,
    coverage,
  }
}

/** The status of a figure whose value is exactly known, or null. A ratio to nothing is no figure. */
function statusOf(
  { expected, withheld, missing }: Coverage,
  reported: number,
  tierKnows: boolean,
  isKnown: boolean,
  known: number | null,
  isPending: boolean,
): CellStatus {
  if (!tierKnows) return 'UNAVAILABLE'
  if (reported === 0 && withheld > 0 && missing === 0) return 'WITHHELD'
  if (reported === 0) return isPending && expected > 0 ? 'PENDING' : 'NOT_REPORTED'
  if (!isKnown) return 'UNAVAILABLE'
  if (known === null) return 'SUPPRESSED'
  if (reported < expected) return 'PARTIAL'
  return known === 0 ? 'ZERO' : 'VALUE'
}
