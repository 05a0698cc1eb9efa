import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gatewayKeyName, keysFolder } from '@shequ/cli/run/keys'
import { runGateway } from '@shequ/gateway/main'
import { withoutRates } from '@shequ/gateway/testing/without-limits'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { createTokenVerifier, gatewayIssuer } from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import { tiers } from '@shequ/schema/tiers'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import { type CityDatabases, urlsOf } from './city-templates.js'
import { type MintToken, localTokens } from './local-tokens.js'
import { openTiers } from './open-tiers.js'

/** A gateway over tiers that it asks by HTTP, each on a port of its own. */
export interface ServedTiers {
  /** Where the gateway listens. */
  readonly url: string
  /** A token of the gateway's own issuer. */
  readonly token: MintToken
  /** Sends what communities published to the catalogue, and gives how many records were sent. */
  publish(): Promise<number>
  close(): Promise<void>
}

/** Serves the tiers as `hub subgraph` does, and a gateway over them as `hub gateway` does, in this process. */
export async function serveTiers(
  databases: CityDatabases,
  now: () => Date,
  given: Readonly<Record<string, string>> = {},
): Promise<ServedTiers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-tiers-'))
  const log = createLog('test', 'silent')
  const { publicJwk } = await loadOrCreateSigningKey(keysFolder(dataDir), gatewayKeyName)
  const token = await localTokens(dataDir)
  const open = await openTiers(urlsOf(databases, 'url'), log, now)
  const served = await Promise.all(
    tiers.map(async (tier) => {
      const verifyToken = createTokenVerifier({ issuer: gatewayIssuer, keys: { keys: [publicJwk] } }, tier)
      const app = serveSubgraph({ subgraph: open.opened[tier].subgraph, verifyToken, log })
      return { tier, app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
    }),
  )
  const addresses = served.map(({ tier, url }) => [`${tier.toUpperCase()}_URL`, `${url}/graphql`] as const)
  const environment = {
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    ...withoutRates,
    ...Object.fromEntries(addresses),
    ...given,
  }
  const gateway = await runGateway({ port: 0 }, environment)
  return {
    url: gateway.url,
    token,
    publish: () => open.publish(),
    async close() {
      await gateway.close()
      await Promise.all(served.map(({ app }) => app.close()))
      await open.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
