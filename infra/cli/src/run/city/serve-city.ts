import { listen } from '@shequ/gateway/listen'
import type { SharedState } from '@shequ/gateway/workers/shared-state'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { serveRegister } from '@shequ/subgraph/nodes/serve-register'
import { hostedRequests } from '../host-communities.js'
import { keysFolder, localKeyName } from '../keys.js'
import { type IssuerShares, openIssuer } from '../open-issuer.js'
import { serveHub } from '../serve-hub.js'
import { serveTrying } from '../serve-trying.js'
import { type CityProcess, type OpenCity, openCity } from './open-city.js'

/** How a city is served. */
export interface CityServing {
  readonly port: number
  /** What opens the choice of roles; without it, nobody may choose. */
  readonly trying: string | undefined
  /** Whether periods are being closed. */
  readonly isBackgroundUp: () => boolean | Promise<boolean>
}

/** What a process has in common with others that serve the city with it. */
export interface WithOthers extends Pick<IssuerShares, 'guesses'> {
  readonly state: SharedState
  readonly mayListen: () => Promise<void>
}

/** A city that is served. */
export interface ServedCity {
  readonly city: OpenCity
  /** Where. */
  readonly url: string
}

/**
 * Serves a city on a port: the gateway over its subgraphs, the issuer of tokens, and what communities' own nodes ask.
 *
 * @param others by default it serves alone
 */
export async function serveCity(
  process: CityProcess,
  { port, trying, isBackgroundUp }: CityServing,
  others?: WithOthers,
): Promise<ServedCity> {
  const { config, urls, log, shutdown } = process
  const shares = others && { budgets: others.state.budgets, guesses: others.guesses }
  const issuer = await openIssuer(urls.issuer, config, log, shares)
  shutdown.add('issuer', () => issuer.close())
  const city = await openCity(process, issuer.clients)
  const { opened, community, askBorough: ask, communityKey: key } = city
  const subgraphs = [...opened.values()].map(({ subgraph }) =>
    subgraph.tier === 'community' ? { ...subgraph, isBackgroundUp } : subgraph,
  )
  const { app } = await serveHub(config, subgraphs, log, {}, issuer.own, others?.state)
  issuer.serve(app)
  await serveRegister(app, ask)
  const { moves, counts } = hostedRequests({ open: community, ask, key, log })
  await serveMoves(app, moves)
  serveCounts(app, counts)
  if (trying !== undefined)
    serveTrying(app, await loadOrCreateSigningKey(keysFolder(config.DATA_DIR), localKeyName), trying)
  await others?.mayListen()
  const { url, close } = await listen(app, config.HOST, port)
  shutdown.add('server', close)
  return { city, url }
}
