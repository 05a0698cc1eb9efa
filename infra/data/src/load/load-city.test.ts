import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TWO_WHOLE_YEARS } from '../activity/time/activity-day.js'
import { loadCity } from './load-city.js'
import { openTestPools, type TestPools } from '../testing/open-test-pools.js'
import type { TierPools } from './tier-pools.js'

let opened: TestPools
let pools: TierPools

beforeAll(async () => {
  opened = await openTestPools()
  pools = opened.pools
})
afterAll(() => opened.close())

test('a city that is not there is named before anything is written', async () => {
  await expect(loadCity({ pools, cityCode: '999900000000' })).rejects.toThrow('No city has the code "999900000000"')
  expect((await pools.city.query('select code from city')).rows).toEqual([])
})

test('a tiny city comes with its activity and shows how far it has come', async () => {
  const output = new PassThrough() as unknown as NodeJS.WriteStream
  const shown: string[] = []
  output.on('data', (text: Buffer) => shown.push(text.toString()))
  const { changed, rows, divisions } = await loadCity({
    pools,
    cityCode: '110000000000',
    activity: { size: 'tiny', day: TWO_WHOLE_YEARS },
    output,
  })
  expect(changed).toEqual({ city: 1, borough: 16 + 349 + 7535, community: 7535 })
  expect(divisions.communities).toHaveLength(7535)
  expect(rows['community.community']).toBe(40)
  expect(shown.join('')).toContain('Activity of 北京市, communities: 40 of 40, done')
})

test('without activity only divisions are loaded', async () => {
  const { changed, rows } = await loadCity({ pools, cityCode: '310000000000' })
  expect(changed.borough).toBe(16 + 234 + 6509)
  expect(rows).toEqual({})
})
