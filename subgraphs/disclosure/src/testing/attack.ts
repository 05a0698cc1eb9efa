import { type BaseCountName, baseCountNames, baseCounts } from '@shequ/schema/measures/base-counts'
import type { BaseCount } from '@shequ/schema/measures/base-count'
import { breakdownCount } from '@shequ/schema/measures/breakdowns'
import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import { boundCells } from './bound-cells.js'
import { determinedCells } from '../audit/determined-cells.js'
import type { HiddenCell } from './linear-system.js'
import { publishedSystem } from './published-system.js'
import { countsOf, dominatedOf, minutesEach } from './count-small-world.js'
import type { SmallCommunity } from './small-world.js'

/** A hidden cell that an attacker works out, or all but. */
export interface Finding extends HiddenCell {
  readonly true: number
  readonly low: number
  readonly high: number
}

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

/** The least that must stay open of a cell: three values. */
const leastWidth = 2

/**
 * Attacks what was released of a count as one linear system: by rank, then by linear programming for every cell that must not
 * be known.
 *
 * @param attacker one of the communities, who knows its own
 * @param withdrawn a community that has taken its cells back: none of them must be known any more
 * @returns the cells of others of which fewer than three values are left
 */
export async function attack(
  communities: readonly SmallCommunity[],
  returns: readonly MeasureReturn[],
  count: BaseCountName,
  { attacker, withdrawn }: { readonly attacker?: string | undefined; readonly withdrawn?: string } = {},
): Promise<Finding[]> {
  const truth = new Map(communities.map((community) => [community.code, community]))
  const counted = new Map<string, Float64Array>()
  const valueOf = ({ count: name, community, period, cell }: HiddenCell): number => {
    const key = `${community}/${period}`
    const one = truth.get(community)
    const values = counted.get(key) ?? (one === undefined ? new Float64Array() : countsOf(one, period))
    counted.set(key, values)
    return values[baseCountNames.indexOf(name) * breakdownCount + cell] ?? 0
  }
  const system = publishedSystem(returns, count, {
    ...(attacker !== undefined && { own: { community: attacker, value: valueOf } }),
    each: minutesEach,
  })
  const isDominated = ({ count: name, community, period }: HiddenCell): boolean => {
    const one = truth.get(community)
    return one !== undefined && dominatedOf(one, period).includes(baseCountNames.indexOf(name))
  }
  const mustStayHidden = (cell: HiddenCell): boolean =>
    valueOf(cell) > 0 && (cell.community === withdrawn || isDominated(cell) || isSmall(cell, valueOf))
  const wanted = system.cells.flatMap((cell, cellIndex) => (mustStayHidden(cell) ? [cellIndex] : []))
  const determined = new Set(determinedCells(system.relations))
  const bounds = await boundCells(system, wanted)
  return wanted.flatMap((cellIndex, wantedIndex) => {
    const cell = system.cells[cellIndex]
    const { low = 0, high = 0 } = bounds[wantedIndex] ?? {}
    if (cell === undefined || (high - low >= leastWidth - 1e-6 && !determined.has(cellIndex))) return []
    return [{ ...cell, true: valueOf(cell), low, high }]
  })
}

/** Whether a count of people, or what is missing of a part to its whole, is 1 to k − 1. */
function isSmall(cell: HiddenCell, valueOf: (cell: HiddenCell) => number): boolean {
  const { protection }: BaseCount = baseCounts[cell.count]
  if (protection.rule === 'money') return false
  const value = valueOf(cell)
  const rest = protection.rule === 'part' ? valueOf({ ...cell, count: protection.whole as BaseCountName }) - value : 0
  return value < 11 || (rest > 0 && rest < 11)
}
