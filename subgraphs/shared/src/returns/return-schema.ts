import { isDivisionCode, withoutPadding } from '@shequ/schema/codes/division-code'
import { type BaseCountName, baseCountNames } from '@shequ/schema/measures/base-counts'
import { firstDatasets, measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import { grainOf } from '@shequ/schema/measures/periods'
import { sharingLevels } from '@shequ/schema/returns/measure-return'
import { z } from 'zod'
import { largestCount, largestInteger } from './count-columns.js'

const whole = (most: number) => z.int().min(0).max(most)

const largest: ReadonlyMap<string, number> = new Map(baseCountNames.map((name) => [name, largestCount(name)]))

/**
 * An object of counts by their names, each of which `isValue`. By hand, since there are a dozen in each of thousands of
 * cells: zod takes ten times as long over them.
 */
function byCount<Value>(isValue: (value: unknown, largest: number) => boolean, error: string) {
  return z.custom<Partial<Record<BaseCountName, Value>>>((given) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) return false
    for (const [name, value] of Object.entries(given)) {
      const most = largest.get(name)
      if (most === undefined || !isValue(value, most)) return false
    }
    return true
  }, error)
}

function isCount(value: unknown, most: number): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= most
}

function isBounds(value: unknown, most: number): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false
  const [low, high] = value as unknown[]
  return isCount(low, most) && isCount(high, most) && low <= high
}

const cell = z.strictObject({
  breakdown: whole(breakdownCount - 1),
  counts: byCount<number>(isCount, 'expected counts by their names, each a whole number from 0 on'),
  bounds: byCount<[number, number]>(isBounds, 'expected for each count the least and the most').optional(),
})

/** A period by its name. */
export const periodSchema = z.string().refine((period) => grainOf(period) !== undefined, {
  error: 'expected a month, quarter or year such as 2025-03, 2025-Q1 or 2025',
})

/** For each count, in their order, a mask of cells. */
export const masksSchema = z.array(whole(2 ** breakdownCount - 1)).max(baseCountNames.length)

/** How far each dataset is shared, in their order: of older software, the first ones. */
export const levelsSchema = z.array(z.enum(sharingLevels)).min(firstDatasets).max(measuredDatasets.length)

/** A return as it travels: every member is there, in its type and range, and no other. */
export const returnSchema = z
  .strictObject({
    division: z.string().refine(isDivisionCode, { error: 'expected a 12-digit division code' }),
    period: periodSchema,
    kind: z.enum(['NAMED', 'SUM']),
    version: z.int().min(1).max(largestInteger),
    releasedAt: z.iso.datetime(),
    levels: levelsSchema,
    summed: z.array(z.boolean()).max(measuredDatasets.length),
    hidden: masksSchema,
    high: z.array(whole(Number.MAX_SAFE_INTEGER)).max(baseCountNames.length),
    cells: z.array(cell).max(breakdownCount),
  })
  .refine(({ kind, division }) => (kind === 'NAMED') === (withoutPadding(division).length === 12), {
    error: 'expected a NAMED return of a community, or a SUM over a street, borough or city',
  })
  .refine(({ cells }) => new Set(cells.map(({ breakdown }) => breakdown)).size === cells.length, {
    error: 'expected each cell once',
  })
