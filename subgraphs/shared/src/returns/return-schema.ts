import { isDivisionCode, withoutPadding } from '@shequ/schema/codes/division-code'
import { type BaseCountName, baseCountNames, hasBreakdown, measuredDatasets } from '@shequ/schema/measures/base-counts'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOf } from '@shequ/schema/measures/periods'
import { sharingLevels } from '@shequ/schema/returns/measure-return'
import { z } from 'zod'
import { largestCount, largestInteger } from './count-columns.js'

const whole = (largest: number) => z.int().min(0).max(largest)

/** An object with a member for each count, each optional and made by `member`, and no others. */
function byCount<Member extends z.ZodType>(member: (name: BaseCountName) => Member) {
  const shape = Object.fromEntries(baseCountNames.map((name) => [name, member(name).optional()]))
  return z.strictObject(shape as Record<BaseCountName, z.ZodOptional<Member>>)
}

const cell = z.strictObject({
  breakdown: whole(breakdownCount - 1),
  counts: byCount((name) => whole(largestCount(name))),
  bounds: byCount((name) => z.tuple([whole(largestCount(name)), whole(largestCount(name))]))
    .optional()
    .refine((bounds) => Object.values(bounds ?? {}).every((pair) => pair === undefined || pair[0] <= pair[1]), {
      error: 'expected the least of a bound not to exceed the most',
    }),
})

/** Which breakdowns a count may be hidden in, as a mask. */
const possibleMasks = baseCountNames.map((name) =>
  Array.from({ length: breakdownCount }, (_, breakdown) => (hasBreakdown(name, breakdown) ? 2 ** breakdown : 0)).reduce(
    (sum, bit) => sum + bit,
  ),
)

const masks = z
  .array(whole(2 ** breakdownCount - 1))
  .max(baseCountNames.length)
  .refine((hidden) => hidden.every((mask, place) => (mask & ~(possibleMasks[place] ?? 0)) === 0), {
    error: 'expected no cell to be hidden that its count does not have',
  })

/** A return as it travels: every member is there, in its type and range, and no other. */
export const returnSchema = z
  .strictObject({
    division: z.string().refine(isDivisionCode, { error: 'expected a 12-digit division code' }),
    period: z.string().refine((period) => grainOf(period) !== undefined, {
      error: 'expected a month, quarter or year such as 2025-03, 2025-Q1 or 2025',
    }),
    kind: z.enum(['NAMED', 'SUM']),
    version: z.int().min(1).max(largestInteger),
    releasedAt: z.iso.datetime(),
    levels: z.array(z.enum(sharingLevels)).length(measuredDatasets.length),
    summed: z.array(z.boolean()).max(measuredDatasets.length),
    hidden: masks,
    high: z.array(whole(largestInteger)).max(baseCountNames.length),
    cells: z.array(cell).max(breakdownCount),
  })
  .refine(({ kind, division }) => (kind === 'NAMED') === (withoutPadding(division).length === 12), {
    error: 'expected a NAMED return of a community, or a SUM over a street, borough or city',
  })
  .refine(({ cells }) => new Set(cells.map(({ breakdown }) => breakdown)).size === cells.length, {
    error: 'expected each cell once',
  })
