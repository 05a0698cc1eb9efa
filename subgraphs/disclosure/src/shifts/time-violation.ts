import type { CountTables } from '../world/count-tables.js'
import { personsAfter, timeMisfit } from './person-constraints.js'
import type { Change, Step, Violation } from './shift-space.js'

/** Where persons of a whole period and of its parts no longer go together after some changes, and the steps of either that would repair it. */
export function timeViolation(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
): Violation | undefined {
  const misfit = timeMisfit(tables, community, changes)
  if (misfit === undefined) return undefined
  const { whole, parts, cell, areTooFew } = misfit
  const persons = personsAfter(tables, community, changes, whole, cell)
  const tooMany = parts.filter((part) => personsAfter(tables, community, changes, part, cell) > persons)
  const steps: Step[] = [
    { periodIndex: whole, cell, isUp: areTooFew },
    ...(areTooFew ? tooMany : parts).map((periodIndex) => ({ periodIndex, cell, isUp: !areTooFew })),
  ]
  return { repairs: steps.filter(({ periodIndex }) => !changes.some((change) => change.periodIndex === periodIndex)) }
}
