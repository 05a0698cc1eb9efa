import type { Database } from '../database/open-database.js'
import { whenHere } from '../place/hold-place.js'
import { appendRecords } from './append-records.js'
import type { CallAccesses } from './call-accesses.js'

/**
 * Enters what a call saw or was refused into the communities' logs, before it is answered: what was not logged was not given.
 *
 * @throws {HubError} MOVING while the records of a community move, with its log; MOVED when another server has them.
 */
export async function logAccesses(
  { run, places }: Pick<Database, 'run' | 'places'>,
  accesses: CallAccesses,
): Promise<void> {
  const records = accesses.take()
  const [first] = records
  if (first === undefined) return
  const sql = <Row>(text: string, ...values: unknown[]) => run<Row & object>({ text, values })
  await whenHere(first.community, () => appendRecords(sql, places, records))
}
