import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gatewayKeyName, keysFolder, localKeyName } from '@shequ/cli/run/keys'
import { runGateway } from '@shequ/gateway/main'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import {
  createTokenVerifier,
  gatewayAudience,
  gatewayIssuer,
  localIssuer,
  mintViewerToken,
} from '@shequ/process/keys/viewer-token'
import { createLog } from '@shequ/process/log'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { anonymous, type Role } from '@shequ/schema/viewer'
import { serveSubgraph } from '@shequ/subgraph/serve/serve-subgraph'
import { openTiers } from './open-tiers.js'

/** A gateway over tiers that it asks by HTTP, each on a port of its own. */
export interface ServedTiers {
  /** Where the gateway listens. */
  readonly url: string
  /** A token of the gateway's own issuer. */
  token(role: Role, division?: string): Promise<string>
  close(): Promise<void>
}

/** Serves the tiers as `hub subgraph` does, and a gateway over them as `hub gateway` does, in this process. */
export async function serveTiers(urls: Readonly<Record<Tier, string>>, now: () => Date): Promise<ServedTiers> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shequ-tiers-'))
  const log = createLog('test', 'silent')
  const { publicJwk } = await loadOrCreateSigningKey(keysFolder(dataDir), gatewayKeyName)
  const key = await loadOrCreateSigningKey(keysFolder(dataDir), localKeyName)
  const open = await openTiers(urls, log, now)
  const served = await Promise.all(
    tiers.map(async (tier) => {
      const verifyToken = createTokenVerifier({ issuer: gatewayIssuer, keys: { keys: [publicJwk] } }, tier)
      const app = serveSubgraph({ subgraph: open.opened[tier].subgraph, verifyToken, log })
      return { tier, app, url: await app.listen({ host: '127.0.0.1', port: 0 }) }
    }),
  )
  const addresses = served.map(({ tier, url }) => [`${tier.toUpperCase()}_URL`, `${url}/graphql`] as const)
  const environment = { DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...Object.fromEntries(addresses) }
  const gateway = await runGateway({ port: 0 }, environment)
  return {
    url: gateway.url,
    token: (role, division) => {
      const viewer = { ...anonymous, subject: 'test', role, division: division ?? null }
      return mintViewerToken(key, viewer, { issuer: localIssuer, audience: gatewayAudience, lifetime: 600 })
    },
    async close() {
      await gateway.close()
      await Promise.all(served.map(({ app }) => app.close()))
      await open.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
