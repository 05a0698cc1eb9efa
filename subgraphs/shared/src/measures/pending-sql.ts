import type { Tier } from '@shequ/schema/tiers'
import type { Owner } from './communities-sql.js'
import type { Parameters } from './parameters.js'
import { endedSql, type Question } from './plan-question.js'
import { ownerLevel } from './tallied.js'

/** How many days a period may be over before its returns are missing: communities' own servers have three to send their counts. */
const daysToClose = 4

/**
 * SQL for the places of periods that are being worked out for an owner `o`: they are over, nobody's return of them is here, and those
 * of other periods are. It is not long since they ended, or returns were released within the hour, as when a hub closes the past.
 */
export function pendingSql(question: Question, owners: readonly Owner[], tier: Tier, parameters: Parameters): string {
  const isArea = tier !== 'community' && ownerLevel(owners) !== undefined
  const returns = isArea
    ? 'return_tally t where t.area_code = o.owner'
    : 'measure_return t where t.division_code = o.owner'
  const today = parameters.add(question.today, 'date')
  const isPending = `not exists (select from ${returns} and t.period = p.period)
    and exists (select from ${returns} and (p.day_after > ${today} - ${daysToClose} or t.released_at > now() - interval '1 hour'))`
  // Of cities side by side a period is pending where it is in all of them.
  const pending = question.areBeside ? `(select bool_and(${isPending}) from owner o)` : isPending
  return `array(select p.place::int from period p where ${endedSql(question, 'p.')}
    and ${pending})`
}
