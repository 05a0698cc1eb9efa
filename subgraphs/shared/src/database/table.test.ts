import { expect, test } from 'vitest'
import { narrowTo, selectionOf, type Table } from './table.js'

const table: Table = {
  name: 'programme',
  columns: {
    uuid: 'id',
    title: 'title',
    fee: 'fee',
    source: 'source',
    updatedAt: 'updated_at',
    removedAt: 'removed_at',
  },
  onlyWhenAsked: ['title', 'fee'],
}

test('what no field asks for is left out; what the subgraph reads itself stays', () => {
  const asked = new Set(['programmes', 'nodes', 'title'])
  expect(selectionOf(narrowTo(asked, table))).toBe('id as "uuid", title as "title", removed_at as "removedAt"')
})

test('provenance reads where a record comes from', () => {
  const { columns } = narrowTo(new Set(['provenance']), table)
  expect(Object.keys(columns)).toEqual(['uuid', 'source', 'updatedAt', 'removedAt'])
})

test('without an operation the whole table is read', () => {
  expect(narrowTo(undefined, table)).toBe(table)
})

test('a table is narrowed once for an operation', () => {
  const asked = new Set(['fee'])
  expect(narrowTo(asked, table)).toBe(narrowTo(asked, table))
})
