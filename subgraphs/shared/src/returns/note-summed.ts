import type { MeasureReturn } from '@shequ/schema/returns/measure-return'
import type { TransactionSql } from '../writes/once.js'
import type { ReturnVersion } from './enqueue-returns.js'

const statement = `
  update measure_return as kept set summed = sent.summed
  from json_to_recordset($1::json) as sent (division text, period text, version integer, summed boolean[])
  where kept.division_code = sent.division and kept.period = sent.period and kept.kind = 'NAMED' and kept.version >= sent.version
    and true = any(sent.summed) and not true = any(kept.summed)
  returning kept.division_code as division, kept.period, kept.version`

/**
 * Notes of returns that are there in the same or a later version which sums hold their communities: where a community's node corrects a
 * return before the server that released it has sent it, what the node sends does not say so.
 *
 * @returns those of which that was not known
 */
export async function noteSummed(
  sql: TransactionSql,
  returns: readonly MeasureReturn[],
): Promise<readonly ReturnVersion[]> {
  const released = returns.filter(({ summed }) => summed.includes(true))
  if (released.length === 0) return []
  const heads = released.map(({ division, period, version, summed }) => ({ division, period, version, summed }))
  return sql<ReturnVersion>(statement, JSON.stringify(heads))
}
