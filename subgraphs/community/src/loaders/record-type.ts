import DataLoader from 'dataloader'
import type { RunStatement } from '@shequ/subgraph/database/statement'
import { inKeyOrder } from '@shequ/subgraph/loaders/in-key-order'
import { readGlobalId } from '@shequ/subgraph/records/global-id'

/** The table of each type of record that a community owns and that is found by an id alone. */
const tableOf = {
  EducationCentre: 'education_centre',
  Consignment: 'consignment',
  Programme: 'programme',
  Session: 'session',
  Competence: 'competence',
  Proposal: 'proposal',
  Voice: 'voice',
  Donation: 'donation',
  LedgerEntry: 'ledger_entry',
  GuidanceResponse: 'guidance_response',
} as const

export type RecordTypeName = keyof typeof tableOf

/** An id with the type of the record that has it. */
export interface TypedId {
  readonly id: string
  readonly type: RecordTypeName
}

const typedIds = Object.entries(tableOf)
  .map(
    ([type, table]) =>
      `select community_code || ':' || id as id, '${type}' as type from ${table} where community_code = any($1::text[]) and id = any($2::uuid[])`,
  )
  .join('\nunion all ')

/** Finds of which type records are, all in one statement; null for an id that no record has. */
export function recordTypeLoader(run: RunStatement): DataLoader<string, TypedId | null> {
  return new DataLoader<string, TypedId | null>(async (ids) => {
    const keys = ids.map(readGlobalId).filter((key) => key !== null)
    const rows = await run<TypedId>({
      text: typedIds,
      values: [[...new Set(keys.map(({ owner }) => owner))], keys.map(({ id }) => id)],
    })
    return inKeyOrder(ids, rows, ({ id }) => id)
  })
}
