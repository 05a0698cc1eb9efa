import { askMeasures } from '@shequ/subgraph/measures/ask-measures'
import type { MeasureQuery } from '@shequ/subgraph/measures/measure-query'
import type { MeasureTable } from '@shequ/subgraph/measures/measure-table'
import type { BoroughRow } from '../database/rows.js'
import type { Context } from './context.js'

/**
 * Answers a question of measures asked of a borough, which is on the register that it was read from.
 *
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked.
 */
export function askBoroughMeasures({ code }: BoroughRow, query: MeasureQuery, context: Context): Promise<MeasureTable> {
  return askMeasures({ tier: 'borough', code, requireKnown: () => Promise.resolve() }, query, context)
}
