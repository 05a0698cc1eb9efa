import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CityDatabases, createCityDatabases, urlsOf } from '../helpers/city-templates.js'
import { AnswersDiffer, checkAnswers } from './check/check-answers.js'
import { createScratchDatabase, type ScratchDatabase } from './database/scratch-database.js'
import { findDifference } from './check/find-difference.js'
import { serve } from './serve/serve.js'
import type { Served } from './serve/service.js'

let databases: CityDatabases
let scratch: ScratchDatabase
let dataDir: string
const started: Served[] = []
const start = async (...service: Parameters<typeof serve>) => {
  const served = await serve(...service)
  started.push(served)
  return served
}

beforeAll(async () => {
  databases = await createCityDatabases()
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-bench-'))
  const owners = urlsOf(databases, 'ownerUrl')
  scratch = await createScratchDatabase(databases.city.adminUrl, owners, `bench_${randomBytes(6).toString('hex')}`)
}, 120_000)
afterAll(async () => {
  for (const served of started.toReversed()) await served.close()
  await scratch.drop()
  await Promise.all(Object.values(databases).map((database) => database.drop()))
  await rm(dataDir, { recursive: true, force: true })
})

interface ThreeHops {
  readonly city: {
    readonly boroughs: readonly {
      readonly communities: {
        readonly nodes: readonly { readonly programmes: { readonly nodes: readonly unknown[] } }[]
      }
    }[]
  }
}

test('all contenders give the same answer, with programmes in it', async () => {
  const urls = urlsOf(databases, 'url')
  const city = await start({ kind: 'subgraph', dataDir, tier: 'city', url: urls.city })
  const borough = await start({ kind: 'subgraph', dataDir, tier: 'borough', url: urls.borough })
  const community = await start({ kind: 'subgraph', dataDir, tier: 'community', url: urls.community })
  const subgraphs = { city: city.url, borough: borough.url, community: community.url }
  const hub = await start({ kind: 'hub', dataDir, urls })
  const gateway = await start({ kind: 'gateway', dataDir, subgraphs })
  const stock = await start({ kind: 'stock', subgraphs })
  const statement = await start({ kind: 'statement', url: scratch.url })

  const answers = await checkAnswers([
    { name: 'hub in process', url: hub.url },
    { name: 'hub over HTTP', url: gateway.url },
    { name: 'stock gateway', url: stock.url },
    { name: 'plain SQL', url: statement.url },
  ])
  expect([...answers.keys()]).toHaveLength(4)
  const [answer] = answers.values()
  const { city: answered } = (answer ?? { data: undefined }).data as ThreeHops
  const nodes = answered.boroughs.flatMap((each) => each.communities.nodes)
  expect(answered.boroughs).toHaveLength(16)
  expect(nodes).toHaveLength(320)
  expect(nodes.flatMap(({ programmes }) => programmes.nodes).length).toBeGreaterThan(10)
}, 60_000)

test('a difference is found wherever it is, and told with its place', () => {
  const data = { city: { name: '上海市', boroughs: [{ code: '1' }, { code: '2' }] } }
  expect(findDifference(data, structuredClone(data))).toBeUndefined()
  expect(findDifference({ a: 1, b: 2 }, { b: 2, a: 1 })).toBeUndefined()
  expect(findDifference(data, { city: { name: '上海市', boroughs: [{ code: '1' }, { code: '3' }] } })).toBe(
    'data.city.boroughs.1.code is "2" in one and "3" in the other',
  )
  expect(findDifference(data, { city: { name: '上海市', boroughs: [{ code: '1' }] } })).toContain(
    'missing in the other',
  )
  expect(findDifference({ a: null }, {})).toBe('data.a is null in one and missing in the other')
  expect(findDifference([], {})).toBe('data is a list in one, but not in the other')
})

test('the message for a difference says who, where and that nothing was measured', () => {
  expect(new AnswersDiffer('one', 'other', 'data.a is 1 in one and 2 in the other').message).toBe(
    'Expected the same answer of all contenders, but one and other differ: data.a is 1 in one and 2 in the other. ' +
      'Nothing was measured; find out which one is wrong first.',
  )
})
