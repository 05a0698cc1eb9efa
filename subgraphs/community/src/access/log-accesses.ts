import { setTimeout as pause } from 'node:timers/promises'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { Database } from '../database/open-database.js'
import { everyWait, longestWait } from '../database/hold-place.js'
import { sqlTransaction } from '@shequ/subgraph/database/sql-transaction'
import { appendRecords } from './append-records.js'
import type { CallAccesses } from './call-accesses.js'

/**
 * Enters what a call saw or did into the communities' logs, before it is answered: what was not logged was not given. What it was
 * refused without any right is counted, not listed, so that strangers don't fill the log.
 * While a community's records are being moved, its log waits for a short while, as writes do.
 *
 * @throws {HubError} MOVING while the records are moved, MOVED when another server has them by now. A call that wrote something is
 *   answered all the same: what it wrote is logged with it.
 */
export async function logAccesses(
  { pool, places, refusals }: Pick<Database, 'pool' | 'places' | 'refusals'>,
  accesses: CallAccesses,
): Promise<void> {
  refusals.count(accesses.takeRefusals().filter(({ community }) => places.isHere(community)))
  const deadline = performance.now() + longestWait
  for (let records = accesses.take(); records.length > 0;) {
    const adding = records
    const elsewhere = await sqlTransaction(pool, (sql) => appendRecords(sql, places.server, adding), [
      ...new Set(adding.map(({ community }) => community)),
    ])
    records = records.filter(({ community }) => elsewhere.has(community))
    const [first] = records
    if (!first || accesses.hasWritten()) return
    const gone = [...elsewhere].find(([, state]) => state !== 'LEAVING')
    if (gone) throw places.refuse(gone[0])
    if (performance.now() >= deadline) {
      throw new HubError(
        'MOVING',
        {
          en: `The records of ${first.community} are moving to another server: nothing that is not public is told of them for a moment. Ask again.`,
          zh: `${first.community} 的记录正在迁往另一台服务器：暂时只公布公开内容。请再次发送。`,
        },
        { community: first.community },
      )
    }
    await pause(everyWait)
  }
}
