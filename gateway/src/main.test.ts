import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SigningKey, loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { verifyViewer } from '@shequ/process/keys/viewer-token'
import { tiers } from '@shequ/schema/tiers'
import { anonymous } from '@shequ/schema/viewer'
import { runGateway } from './main.js'
import { smallSupergraph, threeHopQuery } from './testing/small-tiers.js'
import { answering, startTierServer } from './testing/tier-server.js'

let folder: string
const closing: (() => Promise<unknown>)[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-'))
})
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
  rmSync(folder, { recursive: true })
})

const environment = () => ({ DATA_DIR: folder, LOG_LEVEL: 'silent', PORT: '0' })

async function smallServices() {
  const servers = await Promise.all(tiers.map(async (tier) => [tier, await startTierServer(answering(tier))] as const))
  closing.push(
    ...servers.map(
      ([, server]) =>
        () =>
          server.close(),
    ),
  )
  return Object.fromEntries(servers) as Record<(typeof tiers)[number], (typeof servers)[number][1]>
}

async function ask(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return await response.json()
}

test('serves any supergraph from a file, and tells its subgraphs nothing of who asks', async () => {
  const servers = await smallServices()
  const file = join(folder, 'supergraph.graphql')
  const urls = { city: servers.city.url, borough: servers.borough.url, community: servers.community.url }
  writeFileSync(file, smallSupergraph(urls))
  const gateway = await runGateway({ supergraph: file }, environment())
  closing.unshift(gateway.close)
  expect(await ask(gateway.url, threeHopQuery)).toMatchObject({ data: { city: { name: 'City 1' } } })
  expect(servers.city.received[0]?.headers['viewer']).toBeUndefined()
  expect(await (await fetch(`${gateway.url}/health/ready`)).json()).toMatchObject({ ready: true })
  expect(await (await fetch(`${gateway.url}/`)).text()).toContain('a supergraph of your own')
})

test('serves a supergraph from an address', async () => {
  const library = await startTierServer((response) => void response.end(smallSupergraph()))
  closing.push(() => library.close())
  const gateway = await runGateway({ supergraph: library.url }, environment())
  closing.unshift(gateway.close)
  expect(await ask(gateway.url, '{ __typename }')).toEqual({ data: { __typename: 'Query' } })
})

test("asks the hub's tiers where the environment says, with a token that its served keys verify", async () => {
  const servers = await smallServices()
  const gateway = await runGateway(
    {},
    {
      ...environment(),
      CITY_URL: servers.city.url,
      BOROUGH_URL: servers.borough.url,
      COMMUNITY_URL: servers.community.url,
    },
  )
  closing.unshift(gateway.close)
  await ask(gateway.url, '{ city(code: "1") { name } }')
  const keys = (await (await fetch(`${gateway.url}/.well-known/jwks.json`)).json()) as {
    keys: SigningKey['publicJwk'][]
  }
  const token = String(servers.city.received[0]?.headers['viewer'])
  expect(await verifyViewer(token, keys, 'city')).toEqual(anonymous)
})

test('keeps its keys where only its own user reads them, and keeps them', async () => {
  const gateway = await runGateway({}, environment())
  await gateway.close()
  for (const name of ['gateway', 'issuer']) {
    expect(statSync(join(folder, 'keys', `${name}.jwk.json`)).mode & 0o777).toBe(0o600)
  }
  expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
  const [first, second] = await Promise.all([1, 2].map(() => loadOrCreateSigningKey(join(folder, 'keys'), 'gateway')))
  expect(first?.kid).toBe(second?.kid)
})

describe('what can not be started says why', () => {
  test('a port that is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const { port } = taken.address() as AddressInfo
    closing.push(() => new Promise((resolve) => taken.close(resolve)))
    await expect(runGateway({ port }, environment())).rejects.toThrow(`Port ${port} is taken`)
  })

  test.each([
    ['a file that is not there', '/nowhere/supergraph.graphql', /expected a file at .*ENOENT/],
    ['an address where nothing is', 'http://127.0.0.1:1/', /nothing answered/],
  ])('%s', async (_, supergraph, reason) => {
    await expect(runGateway({ supergraph }, environment())).rejects.toThrow(reason)
  })

  test('a subgraph without an address', async () => {
    const file = join(folder, 'supergraph.graphql')
    writeFileSync(file, smallSupergraph({ city: 'unknown' }))
    await expect(runGateway({ supergraph: file }, environment())).rejects.toThrow(
      /expected an http\(s\) address for the subgraph city, but got unknown/,
    )
  })

  test('an environment with faults, all of them at once and without values', async () => {
    const faulty = {
      ...environment(),
      PORT: 'secret',
      TIER_TIMEOUT_MS: '-1',
      CITY_URL: 'nowhere',
      INTROSPECTION: 'maybe',
    }
    await expect(runGateway({}, faulty)).rejects.toThrow(/PORT.*CITY_URL.*TIER_TIMEOUT_MS.*INTROSPECTION/s)
    await expect(runGateway({}, faulty)).rejects.toThrow(
      /TIER_TIMEOUT_MS: expected a whole number from 100 to 120000, but got one outside of that/,
    )
    await expect(runGateway({}, { ...environment(), PORT: 'abc' })).rejects.toThrow(
      /PORT: expected a whole number from 0 to 65535, but got a text that is none/,
    )
    await expect(runGateway({}, { ...environment(), PORT: '40.5' })).rejects.toThrow(/PORT: .* but got a fraction/)
    await expect(runGateway({}, faulty)).rejects.not.toThrow(/secret|maybe|nowhere/)
  })

  test('a key file that holds no key', async () => {
    await loadOrCreateSigningKey(join(folder, 'keys'), 'issuer')
    writeFileSync(join(folder, 'keys', 'gateway.jwk.json'), '{"kty": "RSA"}')
    await expect(runGateway({}, environment())).rejects.toThrow(/Expected an Ed25519 private key/)
  })
})

test('introspection can be turned off', async () => {
  const gateway = await runGateway({}, { ...environment(), INTROSPECTION: 'false' })
  closing.unshift(gateway.close)
  expect(await ask(gateway.url, '{ __schema { queryType { name } } }')).toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  })
})
