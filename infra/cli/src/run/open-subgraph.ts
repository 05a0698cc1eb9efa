import { buildBoroughSubgraph } from '@shequ/borough/subgraph'
import { openDatabase as openBoroughDatabase } from '@shequ/borough/database/open-database'
import type { ClientRegister } from '@shequ/city/clients/client-register'
import { buildCitySubgraph } from '@shequ/city/subgraph'
import { openDatabase as openCityDatabase } from '@shequ/city/database/open-database'
import { buildCommunitySubgraph } from '@shequ/community/subgraph'
import { openDatabase as openCommunityDatabase } from '@shequ/community/database/open-database'
import type { RefusalCounter } from '@shequ/community/access/record/refusal-counter'
import type { Places } from '@shequ/community/node/place/places'
import { type Server, hosted } from '@shequ/community/node/place/server'
import type { NodeAddresses } from '@shequ/process/addresses/node-addresses'
import type { KeyWrapping } from '@shequ/process/keys/wrapping/key-wrapping'
import type { Logger } from '@shequ/process/log'
import type { Tier } from '@shequ/schema/tiers'
import type { Pool } from 'pg'
import type { TrustedSender } from '@shequ/subgraph/returns/signed-message'
import type { Subgraph } from '@shequ/subgraph/subgraph'

/** A subgraph with the database it stands on. */
export interface OpenSubgraph {
  readonly subgraph: Subgraph
  /** The connections to its database. */
  readonly pool: Pool
  close(): Promise<void>
}

export interface SubgraphSettings {
  /** The clock by which the tier tells what is open, past or in force. */
  readonly now?: () => Date
  /** The servers below whose returns the city or borough tier takes; none by default. */
  readonly senders?: readonly TrustedSender[]
  /** Which addresses the borough tier lets communities' own nodes have; public ones by https by default. */
  readonly addresses?: NodeAddresses
  /** The clients of organisations, which the city tier shows them; none where the hub has no issuer. */
  readonly clients?: ClientRegister | undefined
}

/** Opens the subgraph of a tier on its database. */
export function openSubgraph(
  tier: Tier,
  url: string,
  log: Logger,
  { now = () => new Date(), senders = [], addresses, clients }: SubgraphSettings = {},
): OpenSubgraph {
  if (tier === 'city') {
    const database = openCityDatabase(url)
    return standingOn(database, buildCitySubgraph({ database, log, now, senders, clients }))
  }
  if (tier === 'borough') {
    const database = openBoroughDatabase(url)
    return standingOn(database, buildBoroughSubgraph({ database, log, now, senders, ...(addresses && { addresses }) }))
  }
  return openCommunity(url, log, { now })
}

function standingOn({ pool, close }: Pick<OpenSubgraph, 'pool' | 'close'>, subgraph: Subgraph): OpenSubgraph {
  return { subgraph, pool, close }
}

/** The community tier's subgraph, with the places of its communities. */
export interface OpenCommunity extends OpenSubgraph {
  readonly places: Places
  readonly refusals: RefusalCounter
  /** By which the keys of pseudonyms are wrapped. */
  readonly keys: KeyWrapping
}

export interface CommunitySettings extends Pick<SubgraphSettings, 'now'> {
  readonly server?: Server
  /** By which the keys of pseudonyms are wrapped; without them, nobody is enrolled or known again. */
  readonly keys?: KeyWrapping
}

/** Opens the community tier's subgraph on its database: of the hosted server unless something else is said. */
export function openCommunity(
  url: string,
  log: Logger,
  { now = () => new Date(), server = hosted, keys }: CommunitySettings = {},
): OpenCommunity {
  const database = openCommunityDatabase(url, server, keys)
  const { places, keys: wrapping, refusals } = database
  return { ...standingOn(database, buildCommunitySubgraph({ database, log, now })), places, keys: wrapping, refusals }
}
