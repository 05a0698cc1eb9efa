import type { ClientRegister } from '@shequ/city/clients/client-register'
import { type GatewayConfig, gatewayEnvironment } from '@shequ/gateway/config'
import { loopbackRanges, nodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import type { Logger } from '@shequ/process/log'
import { readEnvironment } from '@shequ/process/read-environment'
import type { Shutdown } from '@shequ/process/shutdown'
import { type Tier, tiers } from '@shequ/schema/tiers'
import { type AskTier, askInProcess } from '@shequ/subgraph/relay/deliver'
import { type OpenCommunity, type OpenSubgraph, openCommunity, openSubgraph } from '../open-subgraph.js'
import { loadSenderKey, trustedSenders } from '../returns.js'

/** What a process needs to work for a city. */
export interface CityProcess {
  readonly config: GatewayConfig
  /** The databases, under their run-time roles. */
  readonly urls: Readonly<Record<Tier | 'issuer', string>>
  readonly pseudonymKeys: KeyWrapping
  readonly log: Logger
  readonly shutdown: Shutdown
}

/** The three subgraphs of a city in this process. */
export interface OpenCity {
  readonly opened: ReadonlyMap<Tier, OpenSubgraph>
  readonly community: OpenCommunity
  readonly askBorough: AskTier
  /** The key that the hosted server signs with. */
  readonly communityKey: SigningKey
}

/** The environment of `hub start`: communities' own nodes may be on this machine. */
export function readCityConfig(): GatewayConfig {
  const environment = readEnvironment(gatewayEnvironment)
  return { ...environment, NODE_ADDRESSES: environment.NODE_ADDRESSES ?? loopbackRanges }
}

/**
 * Opens the subgraphs of a city on their databases.
 *
 * @param clients what the city tier shows organisations of their clients
 */
export async function openCity(
  { config, urls, pseudonymKeys, log, shutdown }: CityProcess,
  clients?: ClientRegister,
): Promise<OpenCity> {
  const addresses = nodeAddresses(config.NODE_ADDRESSES ?? '')
  const open = async (tier: Exclude<Tier, 'community'>) =>
    openSubgraph(tier, urls[tier], log, {
      senders: await trustedSenders(tier, config.DATA_DIR),
      addresses,
      clients,
    })
  const community = openCommunity(urls.community, log, { keys: pseudonymKeys })
  const borough = await open('borough')
  const opened = new Map<Tier, OpenSubgraph>([
    ['city', await open('city')],
    ['borough', borough],
    ['community', community],
  ])
  for (const tier of tiers) shutdown.add(`${tier} subgraph`, async () => opened.get(tier)?.close())
  return {
    opened,
    community,
    askBorough: askInProcess(borough.subgraph.call),
    communityKey: await loadSenderKey(config.DATA_DIR, 'community'),
  }
}
