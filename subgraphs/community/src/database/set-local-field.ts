import { HubError } from '@shequ/schema/errors/hub-error'
import type { SetLocalFieldInput } from '../generated/resolver-types.js'
import type { LocalFieldKey } from './local-field-table.js'
import { requireLocalName } from '../local-fields/local-name.js'
import { readJsonSchema } from '../local-fields/read-json-schema.js'
import { requireValid } from '../local-fields/require-valid.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** How many fields of its own a community may have. */
const mostFields = 100

/** Sets a field of a community's own, with a value that is valid by its schema, and gives what names it. */
export async function setLocalField(writing: Writing, input: SetLocalFieldInput): Promise<LocalFieldKey> {
  const { community, level } = input
  const name = requireLocalName(input.name)
  const schema = readJsonSchema(input.schema)
  requireValid(schema, input.value)
  const { source, updatedAt } = written(writing)
  await writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    // One at a time, so that what is counted stays true.
    await sql('select from community where community_code = $1 for no key update', community)
    await sql(
      `insert into local_field (community_code, name, schema, value, level, source, updated_at)
       values ($1, $2, $3::jsonb, $4::jsonb, $5::sharing_level, $6, $7)
       on conflict (community_code, name) do update set schema = excluded.schema, value = excluded.value, level = excluded.level,
         source = excluded.source, updated_at = excluded.updated_at, removed_at = null`,
      community,
      name,
      JSON.stringify(schema),
      JSON.stringify(input.value),
      level ?? 'PRIVATE',
      source,
      updatedAt,
    )
    const [kept] = await sql<{ count: number }>(
      'select count(*)::int as count from local_field where community_code = $1 and removed_at is null',
      community,
    )
    if (kept && kept.count > mostFields) {
      throw new HubError('CONFLICT', {
        en: `Expected at most ${mostFields} fields of the community's own. Remove one first.`,
        zh: `社区自设字段至多 ${mostFields} 个。请先删除一个。`,
      })
    }
  })
  return { community, name }
}
