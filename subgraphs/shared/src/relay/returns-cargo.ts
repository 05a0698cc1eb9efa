import { readReturns } from '../returns/read-returns.js'
import { stripReturn } from '../returns/strip-return.js'
import type { Cargo } from './cargo.js'

/** What was released of periods, division by division. */
export const returnsCargo: Cargo = {
  kind: 'returns',
  outbox: {
    table: 'return_outbox',
    key: ['division_code', 'period'],
  },
  async read(sql, queued, receiver) {
    const keys = queued.map(({ key: [division = '', period = ''] }) => ({ division, period }))
    const returns = await readReturns(sql, keys)
    const jsons = new Map(
      returns.map((found) => [`${found.division} ${found.period}`, JSON.stringify(stripReturn(found, receiver))]),
    )
    return keys.map(({ division, period }) => jsons.get(`${division} ${period}`))
  },
}
