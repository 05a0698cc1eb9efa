import type { SharingLevel } from '@shequ/schema/returns/measure-return'
import fc from 'fast-check'

/** A resident of a small world: one of the groups, and how often it attended what in which month. */
export interface Person {
  readonly group: number
  readonly isOlder: boolean
  readonly attended: readonly { readonly month: number; readonly kind: number; readonly times: number }[]
  /** Whether the person was enrolled in a course that ended in the month, and completed it. */
  readonly enrolled: readonly { readonly month: number; readonly completed: boolean }[]
}

/** A community of a small world. */
export interface SmallCommunity {
  readonly code: string
  readonly level: SharingLevel
  readonly people: readonly Person[]
}

/** Random worlds with many small cells: a few streets in two boroughs, skewed towards few groups and kinds as real ones are. */
export function smallWorlds({
  months,
  least = 2,
  most,
}: {
  readonly months: number
  /** How many people a community has at least, and at most. */
  readonly least?: number
  readonly most: number
}) {
  const person = fc.record({
    group: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(2, 4) }, { weight: 2, arbitrary: fc.nat(4) }),
    isOlder: fc.boolean(),
    attended: fc.array(
      fc.record({
        month: fc.nat(months - 1),
        kind: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(3) }),
        times: fc.integer({ min: 1, max: 4 }),
      }),
      { minLength: 1, maxLength: 2 * months, size: 'max' },
    ),
    enrolled: fc.array(fc.record({ month: fc.nat(months - 1), completed: fc.boolean() }), { maxLength: 1 }),
  })
  const people = fc
    .integer({ min: least, max: most })
    .chain((count) => fc.array(person, { minLength: count, maxLength: count }))
  const level = fc.oneof(
    { weight: 6, arbitrary: fc.constant('PUBLIC' as const) },
    fc.constantFrom('CITY' as const, 'BOROUGH' as const),
  )
  const allCodes = ['101001', '101002', '104001', '104002'].flatMap((street) =>
    [1, 2, 3, 4, 5].map((number) => `310${street}00${number}`),
  )
  return fc
    .subarray(allCodes, { minLength: 4, maxLength: 12 })
    .chain((codes) => fc.tuple(...codes.map((code) => fc.record({ code: fc.constant(code), level, people }))))
}
