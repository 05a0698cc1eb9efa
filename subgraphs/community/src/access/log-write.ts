import type { Database } from '../database/open-database.js'
import type { Writing } from '../database/writing.js'
import type { Viewer } from '@shequ/schema/viewer'
import { type Access, toRecord } from './record/access-record.js'
import { appendRecords } from './append-records.js'

/** A write whose transaction also enters it into the community's access log: neither is kept without the other. */
export function loggedWriting(writing: Writing, viewer: Viewer, access: Access): Writing {
  const { database, now, today } = writing
  const record = () => toRecord(viewer, access, { fields: [access.field], count: 1, at: now() })
  const logged: Database = {
    ...database,
    write: (work) =>
      database.write(async (transaction) => {
        const result = await work(transaction)
        await appendRecords(transaction.sql, database.places.server, [record()])
        return result
      }),
    writeSql: (work) =>
      database.writeSql(async (sql) => {
        const result = await work(sql)
        await appendRecords(sql, database.places.server, [record()])
        return result
      }),
  }
  return { database: logged, now, today }
}
