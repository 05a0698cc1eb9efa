import type { SigningKey } from '@shequ/process/keys/signing-key'
import type { Logger } from '@shequ/process/log'
import type { GatewayConfig } from './config.js'
import { httpSource } from './fetch/http-source.js'
import { createViewerSigner } from './fetch/sign-viewer.js'
import type { SourceFactory, SubgraphEndpoint } from './fetch/tier-source.js'
import { UnusableSupergraph } from './plan/check-supergraph.js'

/** The hub's tiers as services: where the configuration or else the supergraph says, told by a signed token who asks. */
export function hubSources(config: GatewayConfig, signingKey: SigningKey, log: Logger): SourceFactory {
  const addresses: Readonly<Record<string, string | undefined>> = {
    city: config.CITY_URL,
    borough: config.BOROUGH_URL,
    community: config.COMMUNITY_URL,
  }
  const signViewer = createViewerSigner(signingKey)
  return (subgraph) =>
    httpSource({
      name: subgraph.name,
      url: addresses[subgraph.name] ?? addressOf(subgraph),
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      signViewer,
      readiness: 'endpoint',
      log,
    })
}

/** The subgraphs of any other supergraph: where it says, and without a word on who asks. */
export function foreignSources(config: GatewayConfig, log: Logger): SourceFactory {
  return (subgraph) =>
    httpSource({
      name: subgraph.name,
      url: addressOf(subgraph),
      timeout: config.TIER_TIMEOUT_MS,
      responseLimit: config.TIER_RESPONSE_LIMIT,
      signViewer: undefined,
      readiness: 'typename',
      log,
    })
}

function addressOf({ name, url }: SubgraphEndpoint): string {
  if (url !== undefined && URL.canParse(url) && /^https?:/.test(url)) return url
  throw new UnusableSupergraph(`expected an http(s) address for the subgraph ${name}, but got ${url || 'none'}.`)
}
