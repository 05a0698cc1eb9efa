import type { RegisterEntry } from '@shequ/subgraph/nodes/register-entry'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'

/** A community's place on a server: how it holds the records, in which attempt at a move. */
export interface Place {
  readonly state: PlaceState
  readonly epoch: number
}

/**
 * What the register makes of a community's place on the hosted server. The register alone says who answers; this server follows,
 * and parts with records only when it is certain that another server has them.
 *
 * @returns the state it is in from now on; the same when nothing is settled yet
 */
export function settleHosted({ state, epoch }: Place, entry: RegisterEntry | undefined): PlaceState {
  const status = entry?.status ?? 'HOSTED'
  const attempt = entry?.epoch ?? 0
  const hasNode = status === 'ACTIVE' || status === 'LEAVING'
  switch (state) {
    case 'HERE':
      return hasNode ? 'ASIDE' : 'HERE'
    case 'LEAVING':
      if (hasNode) return attempt >= epoch ? 'AWAY' : 'LEAVING'
      // A node may have answered before it was revoked: what lies here stays as it is until it is known who goes on.
      if (status === 'REVOKED' || (status === 'JOINING' && attempt === epoch)) return 'LEAVING'
      return 'HERE'
    case 'ARRIVING':
      // A community joins anew only after it was hosted again.
      if ((status === 'HOSTED' && attempt === epoch) || (status === 'JOINING' && attempt === epoch + 1)) return 'HERE'
      if (status === 'LEAVING' && attempt === epoch) return 'ARRIVING'
      // The only copy within reach, perhaps.
      return status === 'REVOKED' ? 'ASIDE' : 'AWAY'
    case 'AWAY':
    case 'ASIDE':
      return status === 'HOSTED' ? 'HERE' : state
  }
}

/**
 * The same on a node.
 *
 * @param kids the keys that the node has: an entry with others is another node's
 */
export function settleNode(
  { state, epoch }: Place,
  found: RegisterEntry | undefined,
  kids: readonly string[],
): PlaceState {
  const status = found?.status ?? 'HOSTED'
  const attempt = found?.epoch ?? 0
  const isMine = found?.keys.some(({ kid }) => kids.includes(kid)) ?? false
  const isOwner = isMine && (status === 'ACTIVE' || status === 'LEAVING')
  switch (state) {
    case 'HERE':
      return isOwner ? 'HERE' : 'ASIDE'
    case 'LEAVING':
      if (isOwner && status === 'LEAVING' && attempt === epoch) return 'LEAVING'
      if (isOwner) return 'HERE'
      return status === 'REVOKED' ? 'ASIDE' : 'AWAY'
    case 'ARRIVING':
      if (isOwner && (attempt === epoch || (status === 'LEAVING' && attempt === epoch + 1))) return 'HERE'
      return isMine && status === 'JOINING' && attempt === epoch ? 'ARRIVING' : 'AWAY'
    case 'ASIDE':
      return isOwner ? 'HERE' : 'ASIDE'
    case 'AWAY':
      return 'AWAY'
  }
}
