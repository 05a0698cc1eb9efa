import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tiers } from '@shequ/schema/tiers'
import { type TestHub, startHub } from '../helpers/start-hub.js'
import { expectNothingGrew, letADayPass } from '../helpers/day-of-strangers.js'
import { tableSizes } from '../helpers/table-sizes.js'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
}, 120_000)
afterAll(() => hub.close())

test('of every table of every tier it is said what bounds it', async () => {
  const page = await readFile(join(import.meta.dirname, '../../infra/postgres/GROWTH.md'), 'utf8')
  const sizes = await tableSizes(hub.databases)
  for (const tier of tiers) {
    const section = page.split(/^## /m).find((part) => part.startsWith(`${tier}\n`)) ?? ''
    const rows = [...section.matchAll(/^\| `(\w+)` +\| (\S.*?) +\|$/gm)].map(([, table]) => table)
    expect([tier, ...rows]).toEqual([tier, ...Object.keys(sizes[tier]).toSorted()])
  }
})

test('a day of strangers adds to no table but the one that counts them, and to that one within its bound', async () => {
  expectNothingGrew(await letADayPass(hub, 240))
}, 60_000)
