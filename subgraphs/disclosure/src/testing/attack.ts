import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { smallestCell } from '@shequ/schema/measures/disclosure-rules'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { determinedCells } from '../audit/determined-cells.js'
import { widestStep } from '../model/protection-interval.js'
import { type CellBounds, type Wanted, boundCells } from './bound-cells.js'
import { countsOf, dominatedOf, minutesEach } from './count-small-world.js'
import type { HiddenCell, PublishedSystem } from './linear-system.js'
import { publishedSystem } from './published-system.js'
import type { SmallCommunity } from './small-world.js'

/** A hidden cell, or what is missing of a part to its whole, that an attacker works out, or all but. */
export interface Finding extends HiddenCell {
  readonly isRest: boolean
  readonly true: number
  readonly low: number
  readonly high: number
}

/** The true count of a cell. */
export type TrueCount = (cell: HiddenCell) => number

/** Counts of each way to add and to be protected. */
export const attackedCounts = [
  'participants',
  'olderParticipants',
  'attendances',
  'minutes',
  'enrolments',
  'completed',
  'donations',
] as const

/**
 * Attacks what was released of a count as one linear system: by rank, then by linear programming for every cell that must not be known.
 *
 * @param attacker one of the communities, who knows its own
 * @param hiddenAreSome whether it is known that hidden cells are not zero
 * @param withdrawn a community that has taken its cells back: none of them must be known any more
 * @returns the cells of others of which fewer than four values are left, or of which 1 or 2 can't be 0
 */
export async function attack(
  communities: readonly SmallCommunity[],
  returns: readonly MeasureReturn[],
  count: BaseCountName,
  {
    attacker,
    withdrawn,
    hiddenAreSome = false,
  }: { readonly attacker?: string | undefined; readonly withdrawn?: string; readonly hiddenAreSome?: boolean } = {},
): Promise<Finding[]> {
  const truth = new Map(communities.map((community) => [community.code, community]))
  const counted = new Map<string, Float64Array>()
  const valueOf: TrueCount = ({ count: name, community, period, cell }) => {
    const key = `${community}/${period}`
    const one = truth.get(community)
    const values = counted.get(key) ?? (one === undefined ? new Float64Array() : countsOf(one, period))
    counted.set(key, values)
    return values[baseCountNames.indexOf(name) * breakdownCount + cell] ?? 0
  }
  const system = publishedSystem(returns, count, {
    ...(attacker !== undefined && { own: { community: attacker, value: valueOf } }),
    hiddenAreSome,
    each: minutesEach,
  })
  const isDominated = ({ count: name, community, period }: HiddenCell): boolean => {
    const one = truth.get(community)
    return one !== undefined && dominatedOf(one, period).includes(baseCountNames.indexOf(name))
  }
  return findingsIn(system, valueOf, (cell) => (cell.community === withdrawn && valueOf(cell) > 0) || isDominated(cell))
}

/**
 * What a system gives away of cells that must not be known.
 *
 * @param mustStayHidden which cells must not be known beside those that are hidden by their own size
 */
export async function findingsIn(
  system: PublishedSystem,
  valueOf: TrueCount,
  mustStayHidden: (cell: HiddenCell) => boolean = () => false,
): Promise<Finding[]> {
  const targets = targetsIn(system, valueOf, mustStayHidden)
  const determined = new Set(determinedCells(system.relations))
  const isProtected = (index: number, { low, high }: CellBounds) => {
    const target = targets[index]
    if (target === undefined) return false
    const isWide = high - low >= widestStep - 1e-6
    return isWide && (target.value < 1 || target.value > 2 || isOfMoney(target.cell) || low < 1e-6)
  }
  const bounds = await boundCells(system, targets, isProtected)
  return targets.flatMap(({ cell, cellIndex, isRest, value }, index) => {
    const { low, high } = bounds[index] ?? { low: 0, high: 0 }
    if (isProtected(index, { low, high }) && (isRest || !determined.has(cellIndex))) return []
    return [{ ...cell, isRest, true: value, low, high }]
  })
}

/** A cell, or a rest, that must not be known. */
export interface Target extends Wanted {
  readonly cell: HiddenCell
  readonly cellIndex: number
  readonly isRest: boolean
  readonly value: number
}

/** The hidden cells that are hidden by their own size, and the rests of parts that are as small; and those that must stay hidden else. */
export function targetsIn(
  system: PublishedSystem,
  valueOf: TrueCount,
  mustStayHidden: (cell: HiddenCell) => boolean = () => false,
): readonly Target[] {
  const indexes = new Map(system.cells.map((cell, cellIndex) => [keyOf(cell), cellIndex]))
  return system.cells.flatMap((cell, cellIndex): Target[] => {
    const value = valueOf(cell)
    const { protection }: BaseCount = baseCounts[cell.count]
    const isSmall = protection.rule !== 'money' && value < smallestCell * (protection.rule === 'magnitude' ? 0 : 1)
    const own: Target[] =
      isSmall || mustStayHidden(cell)
        ? [{ cell, cellIndex, isRest: false, value, terms: new Map([[cellIndex, 1]]), known: 0 }]
        : []
    if (protection.rule !== 'part') return own
    const whole = { ...cell, count: protection.whole as BaseCountName }
    const rest = valueOf(whole) - value
    if (rest >= smallestCell) return own
    const wholeIndex = indexes.get(keyOf(whole))
    const terms = new Map([[cellIndex, -1], ...(wholeIndex === undefined ? [] : [[wholeIndex, 1] as const])])
    const known = wholeIndex === undefined ? valueOf(whole) : 0
    return [...own, { cell, cellIndex, isRest: true, value: rest, terms, known }]
  })
}

function keyOf({ count, community, period, cell }: HiddenCell): string {
  return `${count}/${community}/${period}/${cell}`
}

function isOfMoney({ count }: HiddenCell): boolean {
  return baseCounts[count].unit === 'fen'
}
