import { notFound } from '@shequ/subgraph/records/not-found'
import type { RemoveLocalFieldInput } from '../generated/resolver-types.js'
import type { LocalFieldKey } from './local-field-table.js'
import { requireCommunity } from './require-community.js'
import { type Writing, written } from './writing.js'

/** Removes a field of a community's own: its value is gone, its name stays as a tombstone. Gives what names it. */
export async function removeLocalField(
  writing: Writing,
  { community, name }: RemoveLocalFieldInput,
): Promise<LocalFieldKey> {
  const { source, updatedAt } = written(writing)
  await writing.database.writeSql(async (sql) => {
    await requireCommunity(sql, community)
    const removed = await sql(
      `update local_field set value = null, removed_at = $3, updated_at = $3, source = $4
       where community_code = $1 and name = $2 and removed_at is null returning name`,
      community,
      name,
      updatedAt,
      source,
    )
    if (removed.length === 0) throw notFound('name', name, { en: 'the name of a local field', zh: '自设字段名' })
  })
  return { community, name }
}
