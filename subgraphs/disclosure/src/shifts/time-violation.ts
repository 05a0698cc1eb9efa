import type { Times } from '../model/protection-interval.js'
import type { CountTables } from '../world/count-tables.js'
import { personsAfter, timeMisfit } from './person-constraints.js'
import type { Change, Step, Violation } from './shift-space.js'

/** Where persons of a whole period and of its parts no longer go together after some changes, and the steps of either that would repair it. */
export function timeViolation(
  tables: CountTables,
  community: number,
  changes: readonly Change[],
  times: Times,
): Violation | undefined {
  const misfit = timeMisfit(tables, community, changes, times)
  if (misfit === undefined) return undefined
  const { whole, parts, cell, areTooFew } = misfit
  const personsIn = (periodIndex: number) => personsAfter(tables, community, { changes, times }, periodIndex, cell)
  const persons = personsIn(whole)
  const tooMany = parts.filter((part) => personsIn(part) > persons)
  const steps: Step[] = [
    { periodIndex: whole, cell, isUp: areTooFew },
    ...(areTooFew ? tooMany : parts).map((periodIndex) => ({ periodIndex, cell, isUp: !areTooFew })),
  ]
  return { repairs: steps.filter(({ periodIndex }) => !changes.some((change) => change.periodIndex === periodIndex)) }
}
