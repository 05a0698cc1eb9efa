import { mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keysFolder, localKeyName } from '@shequ/cli/run/keys'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { findFreePort } from '@shequ/postgres/embedded/free-port'
import { createTestDatabase, type TestDatabase } from '@shequ/postgres/testing/create-test-database'
import { withClient } from '@shequ/postgres/with-client'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { gatewayAudience, localIssuer, mintViewerToken } from '@shequ/process/keys/viewer-token'
import { anonymous, type Role } from '@shequ/schema/viewer'
import { type Answer, ask } from '../helpers/ask.js'
import { type RunningHub, consentToMove, hub as runCommand, runHub } from '../helpers/run-hub.js'
import { wholeYears } from '../helpers/whole-years.js'

const moving = 20
const movingAtOnce = 3
const writes = 1_000
const writingLanes = 4
const deadline = 30_000

interface Community {
  readonly code: string
  readonly name: string
  readonly node: { readonly kind: string }
  readonly programmes: { readonly totalCount: number; readonly nodes: readonly unknown[] } | null
}

interface City {
  readonly city: { readonly boroughs: readonly { readonly communities: { readonly nodes: readonly Community[] } }[] }
}

const threeHops = `{ city(code: "310000000000") { name boroughs { code communities(first: 20) { nodes {
  code name node { kind } programmes(first: 3, from: "2024-01-01") { totalCount nodes { id title places sessions(first: 2) { nodes { startsAt } } } } } } } } }`

/** A community's node as a process of its own, on a database of its own. */
interface NodeProcess {
  readonly community: string
  readonly database: TestDatabase
  readonly environment: Readonly<Record<string, string>>
  running: RunningHub
}

let folder: string
let hub: RunningHub
/** A planner's token: what a node answered is shown again only to callers without one. */
let planner: string
let codes: readonly string[]
const nodes: NodeProcess[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shequ-nodes-'))
  const environment = {
    DATA_DIR: join(folder, 'hub'),
    LOG_LEVEL: 'silent',
    // All of it shares two processors here.
    NODE_TIMEOUT_MS: '15000',
    NODE_COOLDOWN_MS: '2000',
    TIER_TIMEOUT_MS: '60000',
  }
  hub = await runHub(['start', '--activity', 'none', '--port', '0'], environment)
  // Loaded beside the hub that runs, which has no periods to close then.
  const loaded = await runCommand(['load', '310000000000', '--activity', 'tiny', ...wholeYears], environment)
  if (loaded.code !== 0) throw new Error(loaded.stderr)
  planner = await tokenOf('planner', '310000000000')
  // Those with activity first: of these, whole answers are to move.
  codes = (await communities())
    .toSorted((one, other) => (other.programmes?.totalCount ?? 0) - (one.programmes?.totalCount ?? 0))
    .slice(0, moving)
    .map(({ code }) => code)
}, 180_000)
afterAll(async () => {
  for (const { running, database } of nodes) {
    process.kill(running.pid, 'SIGCONT')
    await running.end('SIGKILL')
    await database.drop()
  }
  await hub.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
}, 120_000)

function communitiesIn({ data }: Answer<City>): readonly Community[] {
  return data.city.boroughs.flatMap((borough) => borough.communities.nodes)
}

async function communities(): Promise<readonly Community[]> {
  const answer = await ask<City>(`${hub.url}/graphql`, threeHops, {}, planner)
  expect(answer.errors).toBeUndefined()
  return communitiesIn(answer)
}

/** What a question is answered, but for who answered it. */
const contentOf = (answered: readonly Community[]) =>
  answered.map(({ code, name, programmes }) => ({ code, name, programmes }))

async function tokenOf(role: Role, division: string): Promise<string> {
  const key = await loadOrCreateSigningKey(keysFolder(join(folder, 'hub')), localKeyName)
  const viewer = { ...anonymous, subject: division, role, division }
  return mintViewerToken(key, viewer, { issuer: localIssuer, audience: gatewayAudience, lifetime: 3_600 })
}

async function moveToNode(community: string): Promise<void> {
  const inviting = ['node', 'invite', '--community', community, '--hub', hub.url]
  const invitation = await runCommand(inviting, { DATA_DIR: join(folder, 'hub') })
  expect(invitation.stderr).toBe('')
  const database = await createTestDatabase({ tier: 'community', migrations: migrationsOf('community') })
  const environment = {
    DATA_DIR: join(folder, community),
    COMMUNITY_DATABASE_URL: database.ownerUrl,
    LOG_LEVEL: 'silent',
    PORT: String(await findFreePort([])),
  }
  await runCommand(['node', 'init', '--community', community, '--hub', hub.url], environment)
  await consentToMove(community, { hub: hub.url, shared: { DATA_DIR: join(folder, 'hub') }, own: environment })
  const running = await runHub(['node', 'join', '--invitation', invitation.stdout.trim()], environment)
  nodes.push({ community, database, environment, running })
}

/** Codes after which a client sends a write again, with the same key. */
const worthRetrying = new Set(['MOVING', 'NODE_UNAVAILABLE', 'TIER_TIMEOUT', 'TIER_UNAVAILABLE'])

const raise = 'mutation ($input: RaiseVoiceInput!) { raiseVoice(input: $input) { id provenance { owner } } }'

/** Raises a voice as the office of its community, as often as it takes, and gives its id. */
async function raiseVoice(community: string, n: number, token: string): Promise<string> {
  const input = {
    community,
    kind: 'NEED',
    serviceCode: 'TIMES',
    text: `Need ${n}.`,
    idempotencyKey: `voice-${n}-of-a-move`,
  }
  for (;;) {
    const { data, errors } = await ask<{ raiseVoice: { id: string } | null }>(
      `${hub.url}/graphql`,
      raise,
      { input },
      token,
    )
    if (data.raiseVoice) return data.raiseVoice.id
    const code = errors?.[0]?.extensions.code ?? ''
    if (!worthRetrying.has(code)) throw new Error(`${code}: ${errors?.[0]?.message}`)
  }
}

async function voicesIn(url: string, community: string): Promise<readonly string[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select community_code || ':' || id as id from voice where community_code = $1 and said like 'Need %' order by id`,
      [community],
    )
    return rows.map(({ id }) => id)
  })
}

describe('twenty communities', () => {
  test('move to nodes of their own while they are asked and written to, and nothing is lost, doubled or misrouted', async () => {
    expect(codes).toHaveLength(moving)
    const before = contentOf(await communities())
    const raised = new Map<string, string[]>(codes.map((code) => [code, []]))
    const tokens = new Map(
      await Promise.all(codes.map(async (code) => [code, await tokenOf('community-office', code)] as const)),
    )
    let next = 0
    const writing = Array.from({ length: writingLanes }, async () => {
      while (next < writes) {
        const n = next++
        const code = codes[n % moving] ?? ''
        raised.get(code)?.push(await raiseVoice(code, n, tokens.get(code) ?? ''))
        // So that writes last as long as the moves do.
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    })
    const moved = new AbortController()
    let asked = 0
    const asking = (async () => {
      while (!moved.signal.aborted) {
        expect(contentOf(await communities())).toEqual(before)
        asked += 1
        // Asked one after another without a rest, it would take a processor from those who move.
        await new Promise((resolve) => setTimeout(resolve, 250))
      }
    })()
    const left = [...codes]
    await Promise.all(
      Array.from({ length: movingAtOnce }, async () => {
        for (let code = left.shift(); code !== undefined; code = left.shift()) await moveToNode(code)
      }),
    )
    await Promise.all(writing)
    moved.abort()
    await asking
    expect(asked).toBeGreaterThan(10)

    const after = await communities()
    expect(contentOf(after)).toEqual(before)
    expect(new Set(after.filter(({ node }) => node.kind === 'OWN').map(({ code }) => code))).toEqual(new Set(codes))
    for (const { community, database } of nodes) {
      expect(await voicesIn(database.ownerUrl, community)).toEqual(raised.get(community)?.toSorted())
    }
    expect([...raised.values()].flat()).toHaveLength(writes)
  }, 600_000)

  test('cost their own fields alone while five are killed, three hang and two lie, and are back when these are', async () => {
    const whole = contentOf(await communities())
    const killed = nodes.slice(0, 5)
    const hanging = nodes.slice(5, 8)
    const lying = nodes.slice(8, 10)
    for (const { running } of killed) await running.end('SIGKILL')
    for (const { running } of hanging) process.kill(running.pid, 'SIGSTOP')
    for (const node of lying) {
      await node.running.end('SIGTERM')
      // Another key than the register knows is made in its place.
      const key = join(keysFolder(node.environment['DATA_DIR'] ?? ''), 'node.jwk.json')
      await rename(key, `${key}.true`)
      node.running = await runHub(['node', 'start'], node.environment)
    }

    const began = Date.now()
    const answer = await ask<City>(`${hub.url}/graphql`, threeHops, {}, planner)
    expect(Date.now() - began).toBeLessThan(deadline)
    const missing = new Map<string, string>()
    for (const { code } of [...killed, ...hanging].map(({ community }) => ({ code: community })))
      missing.set(code, 'NODE_UNAVAILABLE')
    for (const { community } of lying) missing.set(community, 'NODE_REJECTED')
    expect(contentOf(communitiesIn(answer))).toEqual(
      whole.map((community) => (missing.has(community.code) ? { ...community, programmes: null } : community)),
    )
    const named = (answer.errors ?? []).map(({ path = [], extensions }) => {
      const at = path
        .slice(0, 6)
        .reduce<unknown>((value, key) => Reflect.get(Object(value) as object, key), answer.data)
      return [(at as Community).code, extensions.code] as const
    })
    expect(new Map(named)).toEqual(missing)

    for (const node of killed) node.running = await runHub(['node', 'start'], node.environment)
    for (const { running } of hanging) process.kill(running.pid, 'SIGCONT')
    for (const node of lying) {
      await node.running.end('SIGTERM')
      const key = join(keysFolder(node.environment['DATA_DIR'] ?? ''), 'node.jwk.json')
      await rename(`${key}.true`, key)
      node.running = await runHub(['node', 'start'], node.environment)
    }
    const recovering = Date.now()
    let again = await ask<City>(`${hub.url}/graphql`, threeHops, {}, planner)
    while (again.errors !== undefined && Date.now() - recovering < 60_000) {
      again = await ask<City>(`${hub.url}/graphql`, threeHops, {}, planner)
    }
    expect(again.errors).toBeUndefined()
    expect(contentOf(communitiesIn(again))).toEqual(whole)
  }, 300_000)

  test('move back with everything that was written', async () => {
    const [first] = nodes.splice(0, 1)
    if (!first) throw new Error('Expected a node.')
    const there = await voicesIn(first.database.ownerUrl, first.community)
    await consentToMove(first.community, { hub: hub.url, shared: { DATA_DIR: join(folder, 'hub') } })
    const { code, stderr } = await runCommand(['node', 'leave'], first.environment)
    expect(`${code} ${code === 0 ? '' : stderr}`).toBe('0 ')
    const token = await tokenOf('community-office', first.community)
    const { data } = await ask<{ community: { node: { kind: string }; voices: { nodes: readonly { id: string }[] } } }>(
      `${hub.url}/graphql`,
      `{ community(code: "${first.community}") { node { kind } voices(first: 500) { nodes { id } } } }`,
      {},
      token,
    )
    expect(data.community.node.kind).toBe('HOSTED')
    expect(data.community.voices.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining([...there]))
    await first.running.end('SIGTERM')
    await first.database.drop()
  }, 60_000)
})
