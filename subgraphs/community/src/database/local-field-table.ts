import { recordColumns, type Table } from '@shequ/subgraph/database/table'

/** What names a field of a community's own. */
export interface LocalFieldKey {
  readonly community: string
  readonly name: string
}

export const localFieldTable: Table = {
  name: 'local_field',
  columns: {
    owner: 'community_code',
    name: 'name',
    schema: 'schema',
    value: 'value',
    level: 'level',
    ...recordColumns,
  },
}
