import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { estimateResidents } from '../census/estimate-residents.js'
import { readCensus } from '../census/read-census.js'
import type { Divisions } from '../divisions/divisions.js'
import { findDivisions } from '../divisions/find/find-divisions.js'
import { loadDivisions } from './load-divisions.js'
import { openTestPools, type TestPools } from '../testing/open-test-pools.js'
import type { TierPools } from './tier-pools.js'

const CITY = '310000000000'
let opened: TestPools
let pools: TierPools
let divisions: Divisions
let residents: ReturnType<typeof estimateResidents>

beforeAll(async () => {
  opened = await openTestPools()
  pools = opened.pools
  divisions = await findDivisions(CITY)
  residents = estimateResidents(divisions, await readCensus(CITY))
})
afterAll(() => opened.close())

const load = (wanted: Divisions = divisions) => loadDivisions({ pools, divisions: wanted, residents })

async function count(tier: keyof TierPools, sql: string): Promise<number> {
  const { rows } = await pools[tier].query<{ count: number }>(sql)
  return Number(rows[0]?.count)
}

describe('loading a city', () => {
  test('writes every level, and a second time nothing', async () => {
    expect(await load()).toEqual({ city: 1, borough: 16 + 234 + 6509, community: 6509 })
    const stamp = () => pools.borough.query<{ at: string }>('select max(updated_at)::text as at from community')
    const { rows: before } = await stamp()
    expect(await load()).toEqual({ city: 0, borough: 0, community: 0 })
    expect((await stamp()).rows).toEqual(before)
    expect(await count('borough', `select count(*) from community where kind = 'RESIDENTS'`)).toBe(4949)
    expect(await count('borough', 'select sum(residents) as count from community')).toBe(24_870_895)
    expect(await count('borough', 'select count(*) from community where older_residents between 0 and residents')).toBe(
      6_509,
    )
    const city = await pools.city.query('select name, other_names, residents, code_list_id from city')
    expect(city.rows).toEqual([
      { name: '上海市', other_names: ['上海'], residents: 24_870_895, code_list_id: 'nbs-2023' },
    ])
  })

  test('that fails on its way leaves what was there before', async () => {
    const broken = { ...divisions, communities: divisions.communities.slice(0, 100) }
    const last = broken.communities.at(-1)
    if (last === undefined) throw new Error('expected a community')
    broken.communities.push({ ...last, code: '310101999999', streetCode: '310101999000' })
    await expect(load(broken)).rejects.toThrow('community_street_code_fkey')
    expect(await count('borough', 'select count(*) from community where removed_at is null')).toBe(6509)
    expect(await load()).toEqual({ city: 0, borough: 0, community: 0 })
  })

  test('by a newer list keeps what left it as a tombstone with its successor', async () => {
    const [first, second] = divisions.communities
    if (first === undefined || second === undefined) throw new Error('expected two communities')
    const moved = { ...first, code: `${first.code.slice(0, 9)}099` }
    const communities = [moved, ...divisions.communities.slice(2)]
    await load({ ...divisions, codeList: { ...divisions.codeList, id: 'nbs-2024' }, communities })
    const removed = await pools.borough.query('select code from community where removed_at is not null order by code')
    expect(removed.rows).toEqual([{ code: first.code }, { code: second.code }])
    const changes = await pools.borough.query('select * from code_change order by predecessor')
    expect(changes.rows).toEqual([
      { predecessor: first.code, code_list: 'nbs-2024', successor: moved.code },
      { predecessor: second.code, code_list: 'nbs-2024', successor: null },
    ])
  })

  test('by the older list again brings back what it lists', async () => {
    await load()
    expect(await count('borough', 'select count(*) from community where removed_at is null')).toBe(6509)
    const changes = await pools.borough.query('select predecessor from code_change order by predecessor')
    expect(changes.rows).toEqual([{ predecessor: `${divisions.communities[0]?.code.slice(0, 9)}099` }])
  })

  test('leaves the other cities alone', async () => {
    const beijing = await findDivisions('110000000000')
    const loaded = await loadDivisions({ pools, divisions: beijing, residents: estimateResidents(beijing, undefined) })
    expect(loaded).toEqual({ city: 1, borough: 16 + 349 + 7535, community: 7535 })
    expect(await count('borough', 'select count(*) from borough where removed_at is null')).toBe(32)
    expect(await load()).toEqual({ city: 0, borough: 0, community: 0 })
  })
})
