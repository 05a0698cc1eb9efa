import { type Listening, listen } from '@shequ/gateway/listen'
import type { SharedState } from '@shequ/gateway/workers/shared-state'
import { loadOrCreateSigningKey } from '@shequ/process/keys/signing-key'
import { serveCounts } from '@shequ/subgraph/nodes/serve-counts'
import { serveMoves } from '@shequ/subgraph/nodes/serve-moves'
import { serveRegister } from '@shequ/subgraph/nodes/serve-register'
import { hostedRequests } from '../host-communities.js'
import { keysFolder, localKeyName } from '../keys.js'
import { openIssuer } from '../open-issuer.js'
import { serveHub } from '../serve-hub.js'
import { serveTrying } from '../serve-trying.js'
import type { CityProcess, OpenCity } from './open-city.js'

/** How a city is served. */
export interface CityServing {
  readonly port: number
  /** What opens the choice of roles; without it, nobody may choose. */
  readonly trying: string | undefined
  /** Whether periods are being closed. */
  readonly isBackgroundUp: () => boolean | Promise<boolean>
  /** What the process has in common with others that serve the city. By default it serves alone. */
  readonly state?: SharedState
}

/** Serves a city on a port: the gateway over its subgraphs, the issuer of tokens, and what communities' own nodes ask. */
export async function serveCity(
  { opened, community, askBorough: ask, communityKey: key }: OpenCity,
  { config, urls, log, shutdown }: CityProcess,
  { port, trying, isBackgroundUp, state }: CityServing,
): Promise<Listening> {
  const issuer = await openIssuer(urls.issuer, config, log, state?.budgets)
  shutdown.add('issuer', () => issuer.close())
  const subgraphs = [...opened.values()].map(({ subgraph }) =>
    subgraph.tier === 'community' ? { ...subgraph, isBackgroundUp } : subgraph,
  )
  const { app } = await serveHub(config, subgraphs, log, {}, issuer.own, state)
  issuer.serve(app)
  await serveRegister(app, ask)
  const { moves, counts } = hostedRequests({ open: community, ask, key, log })
  await serveMoves(app, moves)
  serveCounts(app, counts)
  if (trying !== undefined)
    serveTrying(app, await loadOrCreateSigningKey(keysFolder(config.DATA_DIR), localKeyName), trying)
  const listening = await listen(app, config.HOST, port)
  shutdown.add('server', () => listening.close())
  return listening
}
