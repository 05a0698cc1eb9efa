import { afterAll, beforeAll, expect, test } from 'vitest'
import { closePeriods } from '@shequ/community/returns/close/close-periods'
import { openPool } from '@shequ/postgres/open-pool'
import { type BaseCountName, baseCountNames, hasBreakdown } from '@shequ/schema/measures/base-counts'
import { breakdownCount, cellKinds } from '@shequ/schema/measures/breakdowns'
import { grainOfPeriod } from '@shequ/schema/measures/periods'
import type { Pool } from 'pg'
import { boroughs } from '../helpers/boroughs-of-shanghai.js'
import { afterAllPeriods } from '../helpers/load-returned-city.js'
import { loadSmallBoroughs } from '../helpers/load-small-boroughs.js'

const city = '310000000000'
const periods = ['2024-01', '2024-02', '2024-03', '2024-Q1']

let pool: Pool

beforeAll(async () => {
  const { community } = await loadSmallBoroughs(boroughs)
  const owner = openPool(community.ownerUrl)
  try {
    await closePeriods({ pool: owner, city, now: afterAllPeriods, only: (period) => periods.includes(period) })
  } finally {
    await owner.end()
  }
  pool = openPool(community.url)
}, 600_000)
afterAll(() => pool.end())

/** What is hidden of a count by the returns of a period, by division: a mask of cells. */
async function hiddenOf(count: BaseCountName, period: string, kind: 'SUM' | 'NAMED') {
  const { rows } = await pool.query<{ division: string; mask: number }>(
    'select division_code as division, hidden[$1] as mask from measure_return where period = $2 and kind = $3',
    [baseCountNames.indexOf(count) + 1, period, kind],
  )
  return rows
}

type Table = 'total' | 'group' | 'kind' | 'both'

function tableOf(cell: number): Table {
  const [group, kind] = [Math.floor(cell / cellKinds.length), cell % cellKinds.length]
  if (group === 0) return kind === 0 ? 'total' : 'kind'
  return kind === 0 ? 'group' : 'both'
}

/** By table, how many cells are told of how many that the count has. */
function toldOf(count: BaseCountName, period: string, masks: readonly number[]) {
  const told = new Map<Table, { told: number; cells: number }>()
  for (let cell = 0; cell < breakdownCount; cell++) {
    if (!hasBreakdown(count, cell, grainOfPeriod(period))) continue
    const before = told.get(tableOf(cell)) ?? { told: 0, cells: 0 }
    const open = masks.filter((mask) => !((mask >> cell) & 1)).length
    told.set(tableOf(cell), { told: before.told + open, cells: before.cells + masks.length })
  }
  return told
}

const isStreet = (division: string) => !division.endsWith('000000')

/** Of how many areas a count is told in a quarter, of how many there are: the city and its boroughs. */
async function toldOfAreas(count: BaseCountName) {
  const sums = await hiddenOf(count, '2024-Q1', 'SUM')
  const areas = sums.filter(({ division }) => !isStreet(division))
  expect(areas).toHaveLength(boroughs.length + 1)
  const masks = areas.map(({ mask }) => mask)
  return (table: Table) => {
    const { told, cells } = toldOf(count, '2024-Q1', masks).get(table) ?? { told: 0, cells: 1 }
    process.stdout.write(`${count}, ${table}: ${told} of ${cells} sums of boroughs and the city are told\n`)
    return told / cells
  }
}

test.each(['participants', 'attendances'] as const)(
  'of %s in a quarter, city and boroughs tell at least 95 in 100 cells by group and by kind',
  async (count) => {
    const told = await toldOfAreas(count)
    for (const table of ['total', 'group', 'kind'] as const) expect(told(table)).toBeGreaterThanOrEqual(0.95)
  },
)

test('minutes in a quarter, which are told mixed of many communities alone, are told of at least nine in ten areas in all', async () => {
  const told = await toldOfAreas('minutes')
  expect(told('total')).toBeGreaterThanOrEqual(0.9)
  expect(told('kind') + told('group') + told('both')).toBeGreaterThan(0)
})

test('the share of named cells that are hidden is reported, table by table', async () => {
  for (const count of ['participants', 'attendances'] as const) {
    const named = (await hiddenOf(count, '2024-Q1', 'NAMED')).map(({ mask }) => mask)
    const shares = [...toldOf(count, '2024-Q1', named)].map(
      ([table, { told, cells }]) => `${table} ${Math.round((100 * (cells - told)) / cells)} %`,
    )
    process.stdout.write(`Hidden named cells of ${count}, first quarter of 2024: ${shares.join(', ')}\n`)
    expect(named.length).toBeGreaterThan(1_500)
  }
})
