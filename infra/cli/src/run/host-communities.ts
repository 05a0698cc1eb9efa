import { hostedMoves } from '@shequ/community/node/move/hosted-moves'
import { dropUnbelieved } from '@shequ/community/returns/entrust/drop-unbelieved'
import { countsProcessor } from '@shequ/community/returns/entrust/receive-counts'
import { settleHosted } from '@shequ/community/node/place/settle-place'
import { type PlaceWatch, type WatchPlaces, settleRefusals, watchPlaces } from '@shequ/community/node/move/watch-places'
import type { SigningKey } from '@shequ/process/keys/signing-key'
import type { Logger } from '@shequ/process/log'
import type { CountsProcessor } from '@shequ/subgraph/nodes/entrusted-counts'
import type { HostedMoves } from '@shequ/subgraph/nodes/hosted-moves'
import { registerOf } from '@shequ/subgraph/nodes/ask-register'
import type { AskTier } from '@shequ/subgraph/relay/deliver'
import type { Sender } from '@shequ/subgraph/returns/signed-message'
import type { OpenCommunity } from './open-subgraph.js'

export interface HostCommunities {
  readonly open: Pick<OpenCommunity, 'pool' | 'places' | 'keys'>
  /** Asks the borough, whose register says who answers for a community. */
  readonly ask: AskTier
  /** The key that the hosted server signs with. */
  readonly key: SigningKey
  readonly log: Logger
  readonly now?: () => Date
  /** How long a move may give no sign before it is given up, in milliseconds. A minute by default; with less, slow moves fail. */
  readonly patience?: number
  /** For how long records lie here after they have left, in milliseconds. A minute by default: longer than any question takes. */
  readonly grace?: number
  /** The wait between two looks at what is under way, in milliseconds. A second by default; with more, moves settle later. */
  readonly every?: number
}

/** What the hosted server does for communities that ask it. */
export interface HostedRequests {
  readonly moves: HostedMoves
  /** Takes the counts that nodes entrust this server with. */
  readonly counts: CountsProcessor
}

/** Lets communities move from the hosted server to nodes of their own, and back, and entrust it with their counts from there. */
export function hostCommunities(hosting: HostCommunities): HostedRequests & { readonly watch: PlaceWatch } {
  return { ...hostedRequests(hosting), watch: watchHosted(hosting) }
}

/**
 * Answers communities' requests, and follows the register where a question is refused. Of all processes that share a database, one looks at
 * what becomes of moves: `watchHosted`.
 */
export function hostedRequests(hosting: HostCommunities): HostedRequests {
  const { open, now = () => new Date() } = hosting
  const watching = watchingOf(hosting)
  const { register } = watching
  settleRefusals(watching)
  return {
    moves: hostedMoves({ pool: open.pool, register, keys: open.keys, sender: senderOf(hosting), now }),
    counts: countsProcessor({ pool: open.pool, register, now }),
  }
}

/** Follows the moves that are under way. */
export function watchHosted(hosting: HostCommunities): PlaceWatch {
  return watchPlaces(watchingOf(hosting))
}

function watchingOf(hosting: HostCommunities): WatchPlaces {
  const { open, ask, key: _, log, now = () => new Date(), ...times } = hosting
  const register = registerOf(ask, senderOf(hosting), now)
  return {
    pool: open.pool,
    places: open.places,
    register,
    settle: settleHosted,
    dropUnbelieved: dropUnbelieved(open.pool, register),
    log,
    ...times,
  }
}

function senderOf({ key }: HostCommunities): Sender {
  return { issuer: 'community', key }
}
