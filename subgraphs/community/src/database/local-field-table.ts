import { recordColumns, type Table } from '@shequ/subgraph/database/table'

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
