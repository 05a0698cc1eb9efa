import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { hostCommunities } from '@shequ/cli/run/host-communities'
import { type RoutingPace, serveHub } from '@shequ/cli/run/serve-hub'
import { migrationsOf } from '@shequ/cli/run/open-databases'
import { openIssuer } from '@shequ/cli/run/open-issuer'
import { gatewayKeyName, keysFolder, localKeyName } from '@shequ/cli/run/keys'
import { newTryingSecret, serveTrying } from '@shequ/cli/run/serve-trying'
import { gatewayEnvironment } from '@shequ/gateway/config'
import { listen } from '@shequ/gateway/listen'
import { withoutRates } from '@shequ/gateway/testing/without-limits'
import { loopbackRanges } from '@shequ/process/addresses/node-addresses'
import { countStatements, type StatementCount } from '@shequ/postgres/count-statements'
import { createTestDatabase } from '@shequ/postgres/testing/create-test-database'
import { type SigningKey, loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { createLog } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import type { SubgraphRequest } from '@shequ/schema/subgraph-call'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { serveRegister } from '@shequ/subgraph/nodes/serve-register'
import { type AskTier, askInProcess } from '@shequ/subgraph/relay/deliver'
import type { ExecutionResult } from 'graphql'
import type { Pool } from 'pg'
import {
  type CityDatabases,
  createCityDatabases,
  createCityDatabasesOfADay,
  createReturnedCityDatabases,
  dayOfActivity,
  urlsOf,
} from './city-templates.js'
import { type Answer, ask } from './ask.js'
import { afterAllPeriods } from './load-returned-city.js'
import { type MintToken, localTokens } from './local-tokens.js'
import { openTiers } from './open-tiers.js'

/** A hub over Shanghai with databases of its own, and what a test needs to look into it. */
export interface TestHub {
  /** Where it listens. */
  readonly url: string
  readonly databases: CityDatabases
  /** Asks the hub over HTTP, as whoever the token names. */
  ask<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    token?: string,
  ): Promise<Answer<Data>>
  /** A token of the hub's own issuer. */
  readonly token: MintToken
  /** The SQL that each tier's database was sent since `resetCounts`. */
  readonly statements: Readonly<Record<Tier, StatementCount>>
  /** How often each subgraph was called since `resetCounts`. */
  readonly calls: Record<Tier, number>
  /** The key by which the gateway tells who asks. */
  readonly gatewayKey: SigningKey
  /** Waits until the gateway routes by what the register of nodes says now. */
  gatewayHasRead(): Promise<void>
  resetCounts(): void
  /** The moment of the hub's clock. */
  readonly now: () => Date
  /** Follows the register of nodes now, and removes what has left. */
  settle(): Promise<void>
  /** Takes moves that are under way for given up. */
  giveUpMoves(): Promise<void>
  /** Runs each relay once, from below, and gives how many returns were sent. */
  travel(): Promise<number>
  /** Sends what communities published to the catalogue, and gives how many records were sent. */
  publish(): Promise<number>
  /** Tells the borough where the access logs end, and gives how many have grown. */
  sendHeads(): Promise<number>
  /** Writes now what was counted of refusals. */
  countRefusals(): Promise<void>
  /** Asks a tier's subgraph past the gateway. */
  askTier(tier: Tier, request: SubgraphRequest): Promise<ExecutionResult>
  /** Asks the borough's subgraph, as servers do. */
  readonly askBorough: AskTier
  /** The key that the hosted server signs with. */
  readonly communityKey: SigningKey
  /** The connections to each tier's database, under its run-time role. */
  readonly pools: Readonly<Record<Tier, Pool>>
  /** The secret of the link by which the console takes any role, as `npm start` prints it. */
  readonly tryingSecret: string
  /** What a `hub` command needs to work beside it. */
  readonly environment: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** What of the environment differs from what a hub takes by itself. */
type Environment = Readonly<Record<string, string>>

/** The day on which the hub of a test lives. Its activity is that of the pages: of 2024 and 2025. */
export const today = new Date('2025-09-15T04:00:00Z')

/** Starts what `npm start` starts: three subgraphs in process behind a gateway that listens on a free port. */
export async function startHub(environment: Environment = {}): Promise<TestHub> {
  return startHubOn(await createCityDatabases(), () => today, never, environment)
}

/** The same as `startHub`, but by the clock on the wall: for what runs beside it as a process of its own. The register is followed. */
export async function startHubOfNow(pace: RoutingPace): Promise<TestHub> {
  return startHubOn(await createCityDatabases(), () => new Date(), pace)
}

/** Starts what `npm start -- --activity tiny` starts, when every period is closed and its returns have reached the city. */
export async function startReturnedHub(environment: Environment = {}): Promise<TestHub> {
  return startHubOn(await createReturnedCityDatabases(), () => afterAllPeriods, never, environment)
}

/** Starts what `npm start -- --activity tiny --day 2026-09-10` starts on that day at noon. */
export async function startHubOfADay(): Promise<TestHub> {
  return startHubOn(await createCityDatabasesOfADay(), () => new Date(`${dayOfActivity}T04:00:00Z`))
}

/** The same as `startHub`, but that the register of nodes is followed and their health reported. */
export async function startRoutedHub(pace: RoutingPace): Promise<TestHub> {
  return startHubOn(await createCityDatabases(), () => today, pace)
}

/** The same as `startHub`, with the issuer of tokens that `npm start` serves. */
export async function startHubWithIssuer(): Promise<TestHub> {
  return startHubOn(await createCityDatabases(), () => today, never, {}, true)
}

/** Too seldom to be counted among what questions cost. */
const never = { registerInterval: 3_600_000, reportInterval: 3_600_000 }

async function startHubOn(
  databases: CityDatabases,
  now: () => Date,
  pace: RoutingPace = never,
  environment: Environment = {},
  withIssuer = false,
): Promise<TestHub> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-hub-'))
  const config = readEnvironment(gatewayEnvironment, {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    PORT: '0',
    NODE_ADDRESSES: loopbackRanges,
    ...withoutRates,
    ...environment,
  })
  const log = createLog('test', 'silent')
  const calls: Record<Tier, number> = { city: 0, borough: 0, community: 0 }
  const registerReads = { count: 0 }
  const store = withIssuer
    ? await createTestDatabase({ tier: 'issuer', migrations: migrationsOf('issuer') })
    : undefined
  const issuer = store && (await openIssuer(store.url, config, log))
  const open = await openTiers(urlsOf(databases, 'url'), log, now, issuer?.clients)
  const opened = tiers.map((tier) => open.opened[tier])
  const statements = Object.fromEntries(
    opened.map(({ subgraph, pool }) => [subgraph.tier, countStatements(pool)]),
  ) as Record<Tier, StatementCount>
  const inProcess = opened.map(({ subgraph }) => ({
    ...subgraph,
    call: async (request: Parameters<typeof subgraph.call>[0]) => {
      calls[subgraph.tier] += 1
      const answer = await subgraph.call(request)
      if (request.viewer.role === 'gateway' && request.query.includes('nodeChanges')) registerReads.count += 1
      return answer
    },
  }))
  const { app } = await serveHub(config, inProcess, log, pace, issuer?.own)
  issuer?.serve(app)
  const localKey = await loadOrCreateSigningKey(keysFolder(dataDir), localKeyName)
  const tryingSecret = newTryingSecret()
  serveTrying(app, localKey, tryingSecret)
  const register = askInProcess(open.opened.borough.subgraph.call)
  const hosting = {
    open: open.opened.community,
    ask: register,
    key: open.communityKey,
    log,
    now,
    grace: 0,
    every: pace.registerInterval ?? never.registerInterval,
  }
  const { moves, counts, watch } = hostCommunities(hosting)
  await serveRegister(app, register)
  await serveMoves(app, moves)
  serveCounts(app, counts)
  const { url, close } = await listen(app, '127.0.0.1', 0)
  return {
    url,
    databases,
    tryingSecret,
    environment: { DATA_DIR: dataDir, ...(store && { ISSUER_DATABASE_URL: store.ownerUrl }) },
    statements,
    calls,
    ask: (query, variables, token) => ask(`${url}/graphql`, query, variables, token),
    token: await localTokens(dataDir),
    async gatewayHasRead() {
      // The first reading from now may have begun before; that the second is in use is sure when the third has an answer.
      const enough = registerReads.count + 3
      while (registerReads.count < enough) await pause(20)
    },
    resetCounts() {
      for (const tier of tiers) {
        calls[tier] = 0
        statements[tier].reset()
      }
    },
    gatewayKey: await loadOrCreateSigningKey(keysFolder(dataDir), gatewayKeyName),
    now,
    async settle() {
      await watch.look()
      // Records are removed here without the grace in which a server hears that they have left.
      await open.opened.community.places.readAnew()
    },
    giveUpMoves: async () => {
      const impatient = hostCommunities({ ...hosting, patience: 0 }).watch
      await impatient.look()
      await impatient.stop()
    },
    travel: () => open.travel(),
    publish: () => open.publish(),
    sendHeads: () => open.sendHeads(),
    countRefusals: () => open.opened.community.refusals.flush(),
    askTier: (tier, request) => open.opened[tier].subgraph.call(request),
    askBorough: register,
    communityKey: open.communityKey,
    pools: { city: open.opened.city.pool, borough: open.opened.borough.pool, community: open.opened.community.pool },
    async close() {
      await close()
      await watch.stop()
      await open.close()
      await issuer?.close()
      await store?.drop()
      await Promise.all(tiers.map((tier) => databases[tier].drop()))
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
