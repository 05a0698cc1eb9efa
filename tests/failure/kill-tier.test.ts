import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSubgraph } from '@shequ/cli/run/open-subgraph'
import type { NodeEntry } from '@shequ/gateway/fetch/nodes/node-entry'
import { startNode } from '@shequ/gateway/testing/node-server'
import type { PublicKeys } from '@shequ/process/keys/signing-key'
import { loopbackRanges } from '@shequ/process/addresses/node-addresses'
import { createLog } from '@shequ/process/log'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { registerNodes } from '../helpers/register-nodes.js'
import { type CityDatabases, createCityDatabases } from '../helpers/city-templates.js'
import { ask } from '../helpers/ask.js'
import { hubArguments } from '../helpers/readme-commands.js'
import { hub, type RunningHub, runHub } from '../helpers/run-hub.js'

let dataDir: string
let databases: CityDatabases
let gateway: RunningHub
const services: Partial<Record<Tier, RunningHub>> = {}

const subgraphs = {
  city: 'npx hub subgraph city',
  borough: 'npx hub subgraph borough',
  community: 'npx hub subgraph community',
} as const

function startTier(tier: Tier, port = '0'): Promise<RunningHub> {
  return runHub([...hubArguments(subgraphs[tier]), '--port', port], environment())
}

function environment(): Record<string, string> {
  return {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    NODE_ADDRESSES: loopbackRanges,
    CITY_DATABASE_URL: databases.city.ownerUrl,
    BOROUGH_DATABASE_URL: databases.borough.ownerUrl,
    COMMUNITY_DATABASE_URL: databases.community.ownerUrl,
    ...Object.fromEntries(
      tiers.flatMap((tier) => {
        const url = services[tier]?.url
        return url === undefined ? [] : [[`${tier.toUpperCase()}_URL`, `${url}/graphql`]]
      }),
    ),
  }
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'shequ-services-'))
  databases = await createCityDatabases()
  for (const tier of tiers) services[tier] = await startTier(tier)
  gateway = await runHub([...hubArguments('npx hub gateway'), '--port', '0'], environment())
}, 120_000)
afterAll(async () => {
  await Promise.all([gateway, ...Object.values(services)].map((service) => service.end('SIGTERM')))
  await Promise.all(tiers.map((tier) => databases[tier].drop()))
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

const question =
  '{ city(code: "310000000000") { name boroughs { name communities(first: 1) { nodes { name programmes(first: 1, from: "2024-01-01") { nodes { title } } } } } } }'

interface City {
  city: {
    name: string
    boroughs: { communities: { nodes: { name: string; programmes: { nodes: unknown[] } | null }[] } }[] | null
  }
}

test('the tiers answer as services of their own, and learn who asks', async () => {
  const { data, errors } = await ask<City>(`${gateway.url}/graphql`, question)
  expect(errors).toBeUndefined()
  expect(data.city.boroughs).toHaveLength(16)

  const { stdout } = await hub(['token', 'community-office', '--division', '310101002001'], { DATA_DIR: dataDir })
  const write = 'mutation { changeProfile(input: { community: "310101002001", address: "新地址1号" }) { address } }'
  const written = await ask(`${gateway.url}/graphql`, write, {}, stdout.trim())
  expect(written.data).toEqual({ changeProfile: { address: '新地址1号' } })
  expect((await ask(`${gateway.url}/graphql`, write)).errors).toMatchObject([
    { extensions: { code: 'UNAUTHENTICATED' } },
  ])
})

/** Asks a moment later: by asking without end, a test would take the processor from what it waits for. */
async function askAgain() {
  await pause(50)
  return ask<City>(`${gateway.url}/graphql`, question)
}

test('a community with a node of its own is asked there, by a gateway that follows the register over HTTP', async () => {
  const records = openSubgraph('community', databases.community.url, createLog('test', 'silent'))
  const gatewayKeys = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as PublicKeys
  const node = await startNode({ community: '310101002001', call: records.subgraph.call, gatewayKeys })
  const register = (entry: NodeEntry) => registerNodes(databases.borough.ownerUrl, [entry])
  try {
    const before = await ask<City>(`${gateway.url}/graphql`, question)
    await register(node.entry)
    let answer = before
    while (node.received.length === 0) {
      answer = await askAgain()
      expect(answer).toEqual(before)
    }
    await register({ ...node.entry, epoch: 2, status: 'REVOKED', keys: [] })
    while (answer.errors === undefined) answer = await askAgain()
    expect(answer.errors).toMatchObject([{ extensions: { code: 'NODE_UNAVAILABLE', community: '310101002001' } }])
    await register({ ...node.entry, epoch: 3, status: 'HOSTED' })
    while (answer.errors !== undefined) answer = await askAgain()
    expect(answer).toEqual(before)
  } finally {
    await node.close()
    await records.close()
  }
}, 30_000)

test('any supergraph is served, this one as if it were foreign', async () => {
  const command = hubArguments('npx hub gateway --supergraph schema/supergraph.graphql --port 4100')
  const args = command.map((arg) =>
    arg === '4100' ? '0' : arg === 'schema/supergraph.graphql' ? join(import.meta.dirname, '../..', arg) : arg,
  )
  const foreign = await runHub(args, { DATA_DIR: dataDir, LOG_LEVEL: 'silent' })
  try {
    const schema = await fetch(`${foreign.url}/schema.graphql`)
    expect(await schema.text()).toContain('type Community')
    const { errors, text } = await ask(`${foreign.url}/graphql`, '{ cities { name } }')
    expect(errors).toMatchObject([{ extensions: { code: 'TIER_UNAVAILABLE' } }])
    expect(text).not.toContain('400')
  } finally {
    await foreign.end('SIGTERM')
  }
})

test('a tier that is killed costs its own fields, and is back when it is', async () => {
  const { community } = services
  if (!community) throw new Error('Expected the community tier to run.')
  await community.end('SIGKILL')
  const { data, errors, text } = await ask<City>(`${gateway.url}/graphql`, question)
  expect(data.city.boroughs).toHaveLength(16)
  for (const borough of data.city.boroughs ?? [])
    expect(borough.communities.nodes).toMatchObject([{ programmes: null }])
  expect(errors).toHaveLength(16)
  for (const error of errors ?? []) {
    expect(error.extensions.code).toBe('TIER_UNAVAILABLE')
    expect(error.path?.slice(0, 2)).toEqual(['city', 'boroughs'])
    expect(error.path?.at(-1)).toBe('programmes')
  }
  expect(text).not.toMatch(/127\.0\.0\.1|ECONN|\.js/)
  const ready = await fetch(`${gateway.url}/health/ready`)
  expect(ready.status).toBe(503)
  expect(await ready.json()).toMatchObject({
    tiers: { city: { ready: true }, community: { ready: false, detail: 'TIER_UNAVAILABLE' } },
  })

  services.community = await startTier('community', new URL(community.url).port)
  const again = await ask<City>(`${gateway.url}/graphql`, question)
  expect(again.errors).toBeUndefined()
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200)
})

test('a borough tier that is gone leaves the city its name', async () => {
  await services.borough?.end('SIGKILL')
  const { data, errors } = await ask<City>(`${gateway.url}/graphql`, question)
  expect(data).toEqual({ city: { name: '上海市', boroughs: null } })
  expect(errors).toMatchObject([{ path: ['city', 'boroughs'], extensions: { code: 'TIER_UNAVAILABLE' } }])
})
