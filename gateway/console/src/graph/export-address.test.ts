import { expect, test } from 'vitest'
import { exportAddress } from './export-address'

test('a question becomes the address of its file, with all that narrows and orders it', () => {
  const address = new URL(
    exportAddress(
      'csv',
      {
        within: '310000000000',
        beside: ['110000000000'],
        rows: 10,
        query: {
          measures: ['SESSIONS', 'ATTENDANCES'],
          groupBy: ['BOROUGH', 'PERIOD'],
          from: '2025-01',
          to: '2025-12',
          grain: 'QUARTER',
          filter: { learnerGroups: ['RETIRED', 'MIGRANTS'], programmeKinds: [] },
          areaGroups: [{ name: 'New towns', codes: ['310114000000', '310117000000'] }],
          having: [
            { measure: 'SESSIONS', op: 'LT', value: 0 },
            { measure: 'SESSIONS', op: 'GTE', than: 'THRESHOLD' },
          ],
          orderBy: [
            { measure: 'ATTENDANCES', by: 'GROWTH', direction: 'DESC' },
            { dimension: 'PERIOD', by: 'VALUE', direction: 'ASC' },
          ],
        },
      },
      { across: true, language: 'zh' },
    ),
    'http://hub.example',
  )
  expect(address.pathname).toBe('/measures.csv')
  expect([...address.searchParams]).toEqual([
    ['within', '310000000000'],
    ['from', '2025-01'],
    ['to', '2025-12'],
    ['grain', 'QUARTER'],
    ['beside', '110000000000'],
    ['measures', 'SESSIONS,ATTENDANCES'],
    ['groupBy', 'BOROUGH,PERIOD'],
    ['learnerGroups', 'RETIRED,MIGRANTS'],
    ['areaGroup', 'New towns:310114000000,310117000000'],
    ['having', 'SESSIONS:LT:0'],
    ['having', 'SESSIONS:GTE:THRESHOLD'],
    ['orderBy', 'ATTENDANCES:GROWTH:DESC'],
    ['orderBy', 'PERIOD'],
    ['rows', '10'],
    ['columns', 'PERIOD'],
    ['labels', 'zh'],
    ['bom', 'true'],
  ])
})
