import { HubError } from '@shequ/schema/errors/hub-error'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'

/** For whom a server is: the hosted one for every community that has not left it, a node for one alone. */
export type Server = { readonly kind: 'HOSTED' } | { readonly kind: 'NODE'; readonly community: string }

/** The server that many communities share. */
export const hosted: Server = Object.freeze({ kind: 'HOSTED' })

/** How a server holds a community's records, by the state that its database keeps of them, if any. */
export function stateOn(server: Server, community: string, kept: PlaceState | null | undefined): PlaceState {
  if (server.kind === 'HOSTED') return kept ?? 'HERE'
  return server.community === community ? (kept ?? 'AWAY') : 'AWAY'
}

/** Whether a server answers for records in this state. */
export function answers(state: PlaceState): boolean {
  return state === 'HERE' || state === 'LEAVING'
}

/** The error by which a server refuses what another one is to be asked for. */
export function moved(community: string): HubError {
  return new HubError(
    'MOVED',
    {
      en: `Expected a community whose records lie on this server, but those of ${community} do not. Nothing was done.`,
      zh: `应为记录在此服务器上的社区，而 ${community} 的记录不在此。没有执行任何操作。`,
    },
    { community },
  )
}
