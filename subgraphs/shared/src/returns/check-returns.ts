import { HubError } from '@shequ/schema/errors/hub-error'
import { type BaseCountName, baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { type Grain, grainOfPeriod } from '@shequ/schema/measures/periods'
import type { MeasureReturn, ReturnCell } from '@shequ/schema/returns/measure-return'
import { z } from 'zod'
import { countPlaces } from './count-columns.js'
import { returnSchema } from './return-schema.js'
import { type ReceivingTier, levelOf, reaches } from './strip-return.js'

/** The most returns of a batch. */
export const mostReturns = 2_000

const batchSchema = z.array(returnSchema).min(1).max(mostReturns)

/**
 * The returns of a batch, every one of which is well formed, agrees with itself and holds nothing that is not shared
 * with the tier that receives it.
 *
 * @throws {HubError} BAD_USER_INPUT naming what is wrong first, and where, without its value.
 */
export function checkReturns(content: unknown, tier: ReceivingTier): readonly MeasureReturn[] {
  const parsed = batchSchema.safeParse(content)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw malformed(['returns', ...(issue?.path ?? [])].join('.'), issue?.message ?? 'malformed')
  }
  const returns = parsed.data as readonly MeasureReturn[]
  const keys = new Set<string>()
  for (const [place, { division, period }] of returns.entries()) {
    if (keys.has(`${division} ${period}`)) throw malformed(`returns.${place}`, 'expected each division and period once')
    keys.add(`${division} ${period}`)
  }
  for (const [place, sent] of returns.entries()) {
    const fault = faultOf(sent, tier)
    if (fault !== undefined) throw malformed(`returns.${place}`, fault)
  }
  return returns
}

function malformed(path: string, fault: string): HubError {
  return new HubError(
    'BAD_USER_INPUT',
    `Expected returns as they are described in the schema of the hub, but at ${path}: ${fault}.`,
    { argument: 'batch' },
  )
}

function faultOf({ period, levels, hidden, cells }: MeasureReturn, tier: ReceivingTier): string | undefined {
  const shared = baseCountNames.map((name) => reaches(levelOf(name, levels), tier))
  if (hidden.some((mask, place) => mask !== 0 && !shared[place])) return withheld
  const possible = possibleMasks[grainOfPeriod(period)]
  if (hidden.some((mask, place) => (mask & ~(possible[place] ?? 0)) !== 0))
    return 'expected no cell to be hidden that its count does not have'
  for (const cell of cells) {
    const fault = faultOfCell(cell, { hidden, possible, shared })
    if (fault !== undefined) return fault
  }
  return undefined
}

const withheld = 'expected nothing of a dataset that is not shared with this tier'

/** For each count the breakdowns that it has in periods of a grain, as a mask. */
const possibleMasks: Readonly<Record<Grain, readonly number[]>> = {
  MONTH: masksOf('MONTH'),
  QUARTER: masksOf('QUARTER'),
  YEAR: masksOf('YEAR'),
}

function masksOf(grain: Grain): readonly number[] {
  return baseCountNames.map((name) =>
    Array.from({ length: breakdownCount }, (_, breakdown) => breakdown)
      .filter((breakdown) => hasBreakdown(name, breakdown, grain) || wasReturned(name, breakdown, grain))
      .reduce((mask, breakdown) => mask + 2 ** breakdown, 0),
  )
}

/** Persons of a year by group or by kind: nodes of before still return them. They are taken, and nothing is told of them. */
function wasReturned(name: BaseCountName, breakdown: number, grain: Grain): boolean {
  const isMargin = breakdown < cellKinds.length || breakdown % cellKinds.length === 0
  return name === 'participants' && grain === 'YEAR' && isMargin
}

/** What a return says of its counts, each list in their order. */
interface OfCounts {
  readonly hidden: readonly number[]
  readonly possible: readonly number[]
  readonly shared: readonly boolean[]
}

function faultOfCell(
  { breakdown, counts, bounds = {} }: ReturnCell,
  { hidden, possible, shared }: OfCounts,
): string | undefined {
  const isIn = (masks: readonly number[], name: string) =>
    (((masks[countPlaces.get(name) ?? -1] ?? 0) >>> breakdown) & 1) === 1
  const known = Object.keys(counts)
  const bounded = Object.keys(bounds)
  if (![...known, ...bounded].every((name) => shared[countPlaces.get(name) ?? -1])) return withheld
  if (!known.every((name) => isIn(possible, name))) return 'expected only cells that a count has'
  if (known.some((name) => isIn(hidden, name))) return 'expected no count where it is hidden'
  return bounded.every((name) => isIn(hidden, name)) ? undefined : 'expected bounds only of what is hidden'
}
