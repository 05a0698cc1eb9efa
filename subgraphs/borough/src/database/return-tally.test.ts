import { afterAll, beforeAll, expect, test } from 'vitest'
import { countedTallies, keptTallies } from '@shequ/subgraph/testing/counted-tallies'
import type { TestSubgraph } from '@shequ/subgraph/testing/open-test-subgraph'
import { returned } from '@shequ/subgraph/testing/returned-measures'
import type { Database } from './open-database.js'
import { openBoroughSubgraph } from '../testing/open-borough-subgraph.js'

let borough: TestSubgraph<Database>
beforeAll(async () => {
  borough = await openBoroughSubgraph(6)
})
afterAll(() => borough.close())

test.each([
  [
    'returns of two streets and a city without districts',
    ['310101001001', '310101002001', '441900003001']
      .map((division) => returned({ division, period: '2025-03', summed: true }))
      .join(';'),
  ],
  [
    'a residents figure that changes',
    `update community set residents = residents + 5 where borough_code = '310101000000'`,
  ],
  ['one that is no longer known', `update community set residents = null where code = '310101001001'`],
  ['a change that is of no concern', `update community set name = 'New' where code = '310101001001'`],
  ['a community that is closed', `update community set removed_at = now() where code = '310101001001'`],
  [
    'one that comes back, in another street',
    `update community set removed_at = null, street_code = '310101003000' where code = '310101001001'`,
  ],
  [
    'a dataset that is withdrawn',
    `update measure_return set levels[1] = 'PRIVATE', version = 2 where division_code = '310101001001'`,
  ],
])('the tallies follow %s', async (_case, sql) => {
  await borough.sql(sql)
  const [kept] = await borough.sql(keptTallies)
  const [counted] = await borough.sql(countedTallies)
  expect(kept).toEqual(counted)
  expect(kept?.['returns']).toContain('2025-03')
})
