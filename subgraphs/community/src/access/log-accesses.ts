import type { Database } from '../database/open-database.js'
import { appendRecords } from './append-records.js'
import type { CallAccesses } from './call-accesses.js'

/** Enters what a call saw or was refused into the communities' logs, before it is answered: what was not logged was not given. */
export async function logAccesses({ run }: Pick<Database, 'run'>, accesses: CallAccesses): Promise<void> {
  const records = accesses.take()
  if (records.length === 0) return
  await appendRecords(<Row>(text: string, ...values: unknown[]) => run<Row & object>({ text, values }), records)
}
