import type { CountTables } from '../world/count-tables.js'
import { personsAfter, timeMisfit } from './fits-persons.js'
import type { Change, Hindrance, Step } from './move-space.js'

/** What in time hinders a community from some changes, and what would mend it: another step of the whole, or of a part. */
export function timeHindrance(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
): Hindrance | undefined {
  const misfit = timeMisfit(tables, community, changes)
  if (misfit === undefined) return undefined
  const { whole, parts, cell, areTooFew } = misfit
  const persons = personsAfter(tables, community, changes, whole, cell)
  const tooMany = parts.filter((part) => personsAfter(tables, community, changes, part, cell) > persons)
  const steps: Step[] = [
    { periodIndex: whole, cell, isUp: areTooFew },
    ...(areTooFew ? tooMany : parts).map((periodIndex) => ({ periodIndex, cell, isUp: !areTooFew })),
  ]
  return { mendedBy: steps.filter(({ periodIndex }) => !changes.some((change) => change.periodIndex === periodIndex)) }
}
