import type { TransactionSql } from '@shequ/subgraph/writes/once'
import { type World, worldCommunities } from './world.js'

/** What the tables ask for and no count looks at. */
const fillers: Readonly<Partial<Record<keyof World, object>>> = {
  programme: { title: 'T', description: 'D', enrolled: 0, fee: 0 },
  voice: { topic: 'TIMES' },
  donation: { title: 'T' },
  ledger_entry: { subject: 'S' },
  education_centre: { name: 'N', address: 'A', seats: 10, opening_hours: [] },
  consignment: { operator_credit_code: 'C', purpose: 'P' },
  guidance_response: { reason: 'R', countermeasure: 'C' },
  proposal: { title: 'T', text: 'T', voting_until: '2026-12-31' },
}

/** Writes the records of a world to the community database, parents first. */
export async function writeWorld(sql: TransactionSql, world: World): Promise<void> {
  await sql('insert into community (community_code) select unnest($1::text[])', worldCommunities)
  for (const [table, records] of Object.entries(world)) {
    const rows = (records as World[keyof World]).map((record) => ({
      source: 'hub',
      updated_at: '2025-01-01Z',
      // Any transaction: no count looks at when a record was changed.
      changed_in: '3',
      ...fillers[table as keyof World],
      ...record,
      ...('attended' in record && {
        status: record.cancelled_on ? 'CANCELLED' : 'ENROLLED',
        enrolled_on: '2024-12-01',
      }),
      ...('raised_at' in record && { answer: record.answered_at && 'A' }),
    }))
    await sql(
      `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
      JSON.stringify(rows),
    )
  }
}
