import type { Database } from '../database/open-database.js'
import { requireConsignment } from '../database/require-consignment.js'
import { requireGrant } from '../database/require-grant.js'
import type { Writing } from '../database/writing.js'
import type { Viewer } from '@shequ/schema/viewer'
import type { TransactionSql } from '@shequ/subgraph/writes/once'
import type { Writing as TierWriting } from '@shequ/subgraph/writes/writing'
import { type Access, toRecord } from './record/access-record.js'
import { appendRecords } from './append-records.js'

/**
 * A write whose transaction also enters it into the community's access log: neither is kept without the other. Where a grant or
 * consignment lets it be done, the transaction holds that, so that nothing is written under one that was taken back.
 */
export function loggedWriting(writing: TierWriting<Database>, viewer: Viewer, access: Access): Writing {
  const { database, now, today } = writing
  const { basis, community } = access
  const terms = basis && 'id' in basis ? basis : null
  const record = () => toRecord(viewer, access, { fields: [access.field], count: 1, at: now() })
  const logged = async <Result>(sql: TransactionSql, work: () => Promise<Result>): Promise<Result> => {
    if (terms?.kind === 'GRANT') await requireGrant(sql, community, terms.id)
    if (terms?.kind === 'CONSIGNMENT') await requireConsignment(sql, community, terms.id, today())
    const result = await work()
    await appendRecords(sql, database.places.server, [record()])
    return result
  }
  const loggedDatabase: Database = {
    ...database,
    write: (work) => database.write((transaction) => logged(transaction.sql, () => work(transaction))),
    writeSql: (work) => database.writeSql((sql) => logged(sql, () => work(sql))),
  }
  return { database: loggedDatabase, now, today, grant: terms?.id ?? null }
}
