import type { NodeStatus } from '@shequ/schema/nodes/node-status'
import type { PlaceState } from '@shequ/subgraph/nodes/hosted-moves'
import type { RegisterEntry } from '@shequ/subgraph/nodes/register-entry'

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
  return hostedRules[state](status, attempt, epoch)
}

/** What becomes of a state when the register is at a status in an attempt, and the state is of an epoch. */
type Rule = (status: NodeStatus, attempt: number, epoch: number) => PlaceState

const hostedRules: Readonly<Record<PlaceState, Rule>> = {
  HERE: (status) => (hasNode(status) ? 'ASIDE' : 'HERE'),
  LEAVING(status, attempt, epoch) {
    if (hasNode(status)) return attempt >= epoch ? 'AWAY' : 'LEAVING'
    // A node may have answered before it was revoked: what lies here stays as it is until it is known who goes on.
    return status === 'REVOKED' || (status === 'JOINING' && attempt === epoch) ? 'LEAVING' : 'HERE'
  },
  ARRIVING(status, attempt, epoch) {
    if (status === 'LEAVING' && attempt === epoch) return 'ARRIVING'
    if (hasNode(status)) return 'AWAY'
    // Whoever joins anew at once was hosted in between; later it can't be told, and what lies here is perhaps all there is.
    return status === 'HOSTED' || (status === 'JOINING' && attempt === epoch + 1) ? 'HERE' : 'ASIDE'
  },
  AWAY: (status) => (status === 'HOSTED' ? 'HERE' : 'AWAY'),
  ASIDE: (status) => (status === 'HOSTED' ? 'HERE' : 'ASIDE'),
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
  const isMine = found?.keys.some(({ kid }) => kids.includes(kid)) ?? false
  const status = found?.status ?? 'HOSTED'
  const attempt = found?.epoch ?? 0
  return isMine ? ownRules[state](status, attempt, epoch) : foreignRules[state](status, attempt, epoch)
}

/** While the register knows the node's key. */
const ownRules: Readonly<Record<PlaceState, Rule>> = {
  HERE: (status) => (hasNode(status) ? 'HERE' : 'ASIDE'),
  LEAVING(status, attempt, epoch) {
    if (status === 'LEAVING' && attempt === epoch) return 'LEAVING'
    if (hasNode(status)) return 'HERE'
    return status === 'REVOKED' ? 'ASIDE' : 'AWAY'
  },
  ARRIVING(status, attempt, epoch) {
    if (status === 'JOINING' && attempt === epoch) return 'ARRIVING'
    // A later attempt at joining would have brought its own records.
    return hasNode(status) && attempt >= epoch ? 'HERE' : 'AWAY'
  },
  AWAY: () => 'AWAY',
  ASIDE: (status) => (hasNode(status) ? 'HERE' : 'ASIDE'),
}

/** While it knows other keys, or none since it revoked them. */
const foreignRules: Readonly<Record<PlaceState, Rule>> = {
  HERE: () => 'ASIDE',
  LEAVING: (status) => (status === 'REVOKED' ? 'ASIDE' : 'AWAY'),
  ARRIVING: () => 'AWAY',
  AWAY: () => 'AWAY',
  ASIDE: () => 'ASIDE',
}

function hasNode(status: NodeStatus): boolean {
  return status === 'ACTIVE' || status === 'LEAVING'
}
