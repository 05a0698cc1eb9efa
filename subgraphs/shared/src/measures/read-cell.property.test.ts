import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { Coverage } from '@shequ/schema/measures/cell'
import { cellReader } from './read-cell.js'

const coverages = fc
  .record({ reported: fc.nat(3), withheld: fc.nat(3), missing: fc.nat(3) })
  .map((counts): Coverage => ({
    ...counts,
    expected: counts.reported + counts.withheld + counts.missing,
    residents: null,
    residentsReported: null,
    asOf: null,
  }))
const bounds = fc.tuple(fc.nat(4), fc.nat(4)).map(([low, width]) => [low, low + width] as const)

test('a status says what the figure says: one value, none since it divides by nothing, or bounds apart', () => {
  fc.assert(
    fc.property(coverages, bounds, bounds, bounds, (coverage, [low, high], numerator, denominator) => {
      const columns = {
        m0_low: [low],
        m0_high: [high],
        m0_numerator_low: [numerator[0]],
        m0_numerator_high: [numerator[1]],
        m0_denominator_low: [denominator[0]],
        m0_denominator_high: [denominator[1]],
      }
      const cell = cellReader(columns, 'SELF_RELIANCE', 0, 'city')(0, coverage, false)
      expect(cell).toMatchObject(expectedOf(coverage, low, high, denominator))
    }),
  )
})

/** What a cell says by the schema: nothing where nobody reported, nothing but its status of a ratio to nothing, else its bounds. */
function expectedOf(
  { reported, expected, withheld, missing }: Coverage,
  low: number,
  high: number,
  [least, most]: readonly [number, number],
) {
  const nothing = { value: null, low: null, high: null }
  if (reported === 0) return { status: withheld > 0 && missing === 0 ? 'WITHHELD' : 'NOT_REPORTED', ...nothing }
  const isWhole = reported === expected
  if (least === 0 && most === 0) return { status: 'UNAVAILABLE', ...nothing }
  if (low < high) return { status: 'SUPPRESSED', value: null, low, high }
  return { status: isWhole ? (low === 0 ? 'ZERO' : 'VALUE') : 'PARTIAL', value: low, low, high }
}
