import { baseCountNames } from '@shequ/schema/measures/base-counts'
import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { earliestMonth, monthsOf } from '@shequ/schema/measures/periods'
import { mostSmallestCell, smallestCell } from '@shequ/schema/measures/disclosure-rules'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { z } from 'zod'
import { largestSummand } from '../returns/count-columns.js'
import { levelsSchema, masksSchema, periodSchema, returnSchema } from '../returns/return-schema.js'

/** The most periods of a year: months, quarters and the year itself. */
const mostPeriods = 17

const placeOfCount = z
  .int()
  .min(0)
  .max(baseCountNames.length - 1)
const apart = z.array(placeOfCount).max(baseCountNames.length)

const familySize = baseCountNames.length * breakdownCount

/** A count that is not zero, with its place: place of the count × 30 + breakdown. */
const placedValue = z
  .tuple([
    z
      .int()
      .min(0)
      .max(familySize - 1),
    z.int().min(1),
  ])
  .refine(([place, value]) => value <= largestAt(place), 'expected no count larger than a community has')

/** A count that its column in `cell` takes alone could still be too large in a sum, and would then hold up its whole city. */
function largestAt(place: number): number {
  const name = baseCountNames[Math.floor(place / breakdownCount)]
  return name === undefined ? 0 : largestSummand(name)
}

const summedSchema = z.array(z.boolean()).min(firstDatasets).max(measuredDatasets.length)

/** What a community counted of a period, as it entrusts it: true counts, which nobody but the hosted server may have. */
export const countedSchema = z.strictObject({
  /** k: the smallest count that the community publishes. */
  smallestCell: z.int().min(smallestCell).max(mostSmallestCell),
  /** The counts that are not zero, in any order. */
  values: z.array(placedValue).max(familySize),
  /** Places of sums of money that would tell of somebody. */
  dominated: apart,
  /** Whether it may go into sums: not in a year of which the community has released all so far by itself, in no sum. */
  isSummed: z.boolean(),
  /** What the community released of the period by itself, if it did. */
  released: z.strictObject({ hidden: masksSchema, summed: summedSchema, apart }).nullable(),
})

export type EntrustedPeriod = z.infer<typeof countedSchema>

/** What a node entrusts the hosted server with. */
export const entrustedSchema = z.strictObject({
  /** The last day of the term, `2027-12-31`; null to take it back. */
  until: z.iso.date().nullable(),
  /** In the order of the measured datasets: how far each is shared. What older software says nothing of goes into no sum. */
  levels: levelsSchema,
  /** What was counted, by period: in the place of what came of that period before. */
  counted: z
    .record(periodSchema, countedSchema)
    .refine((counted) => Object.keys(counted).length <= mostPeriods, `expected at most ${mostPeriods} periods`)
    .refine(
      (counted) => Object.keys(counted).every((period) => (monthsOf(period)[0] ?? '') >= earliestMonth),
      `expected no period before ${earliestMonth}`,
    ),
  /** The periods of which the node wants to know what was released. */
  asked: z.array(periodSchema).max(mostPeriods),
})

export type Entrusted = z.infer<typeof entrustedSchema>

/** What became of a period that a node asked about. */
export const entrustedReceiptSchema = z.object({
  periods: z.array(
    z.discriminatedUnion('state', [
      /** It is not closed yet. */
      z.object({ period: periodSchema, state: z.literal('WAITING') }),
      /** It was closed without the community, which releases it by itself. */
      z.object({ period: periodSchema, state: z.literal('CLOSED') }),
      /** It was released with the community: its own return, with what later releases must know of it. */
      z.object({
        period: periodSchema,
        state: z.literal('RELEASED'),
        named: returnSchema.transform((named) => named as MeasureReturn),
        apart,
        pattern: masksSchema,
      }),
    ]),
  ),
})

export type EntrustedReceipt = z.infer<typeof entrustedReceiptSchema>

/** The hosted server as the one that is entrusted with counts. */
export interface CountsProcessor {
  /**
   * Takes what a node entrusts, signed by it, and tells what became of the periods that it asks about. The same twice changes nothing.
   *
   * @throws {HubError} UNAUTHENTICATED; BAD_USER_INPUT; CONFLICT when the community has no node that answers for it; TIER_UNAVAILABLE
   */
  entrust(message: string): Promise<EntrustedReceipt>
}
