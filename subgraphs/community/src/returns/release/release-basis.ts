import { withoutPadding } from '@shequ/schema/codes/division-code'
import { measuredDatasets } from '@shequ/schema/measures/measured-datasets'
import type { TransactionSql } from '@shequ/subgraph/writes/once'

/** What a release of a city depends on beside the records: whose records lie elsewhere, and how far the others are shared. */
const statement = `
  select community_code || state as fact from community_place where community_code like $1 and state <> 'HERE'
  union all select community_code || dataset || level from sharing_rule where community_code like $1 and dataset = any($2::text[])
  union all select community_code || coalesce(until::text, '') || levels::text from entrusted_community where community_code like $1`

/** What a release of a city depends on, beside the records that were counted, as one view of the database has it. */
export async function readReleaseBasis(sql: TransactionSql, city: string): Promise<ReadonlySet<string>> {
  const rows = await sql<{ fact: string }>(statement, `${withoutPadding(city)}%`, measuredDatasets)
  return new Set(rows.map(({ fact }) => fact))
}
