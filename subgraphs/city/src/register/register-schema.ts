import { isDivisionCode, isWithin } from '@shequ/schema/codes/division-code'
import { grainOf } from '@shequ/schema/measures/periods'
import { z } from 'zod'

const code = z.string().refine(isDivisionCode, { error: 'expected a 12-digit division code' })
const count = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** The most communities of a borough: a city without districts is a single one. */
const mostAreas = 20_000

/** A register as it travels: every member is there, in its type and range, and every community lies in the borough. */
export const registerSchema = z
  .strictObject({
    borough: code,
    city: code,
    version: z.int().min(1),
    takenAt: z.iso.datetime(),
    areas: z
      .array(z.tuple([code, code, z.enum(['RESIDENTS', 'VILLAGE', 'OTHER']), count.nullable(), count.nullable()]))
      .max(mostAreas),
    figures: z
      .array(
        z.strictObject({
          period: z.string().refine((period) => grainOf(period) !== undefined, {
            error: 'expected a month, quarter or year such as 2025-03, 2025-Q1 or 2025',
          }),
          rows: z.array(z.tuple([z.int().min(0), z.int().min(0), count])).max(mostAreas),
        }),
      )
      .max(10_000),
  })
  .refine(({ borough, city }) => isWithin(borough, city), { error: 'expected the borough to lie in the city' })
  .refine(
    ({ borough, areas }) =>
      areas.every(([community, street]) => isWithin(community, street) && isWithin(street, borough)),
    { error: 'expected every community to lie in its street, and every street in the borough' },
  )
  .refine(({ areas }) => new Set(areas.map(([community]) => community)).size === areas.length, {
    error: 'expected each community once',
  })
  .refine(({ figures }) => new Set(figures.map(({ period }) => period)).size === figures.length, {
    error: 'expected each period once',
  })
  .refine(
    ({ figures, areas }) =>
      figures.every(
        ({ rows }) =>
          new Set(rows.map(([place]) => place)).size === rows.length && rows.every(([place]) => place < areas.length),
      ),
    { error: 'expected figures of each community once, by its place among the communities' },
  )
