import { expect, test } from 'vitest'
import { keyColumns, recordColumns } from '../database/table.js'
import type { List } from './list.js'
import { pageStatement } from './page-statement.js'

const lessons: List<object> = {
  table: { name: 'lesson', columns: { ...keyColumns('owner'), ...recordColumns, day: 'day' } },
  parent: { column: 'owner', type: 'text' },
  order: [
    { property: 'day', type: 'date' },
    { property: 'uuid', type: 'uuid' },
  ],
  descending: true,
}

test.each([
  ['one parent', ['310101002001']],
  ['many parents', ['310101002001', '310101002002']],
])('below %s, pages are ordered by columns, never by the properties of the same name', (_many, keys) => {
  const { text } = pageStatement(lessons, { keys, owners: keys }, {}, 20)
  expect(text).toContain('order by lesson.day desc, lesson.id desc')
})
