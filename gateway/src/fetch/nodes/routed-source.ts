import { setTimeout as pause } from 'node:timers/promises'
import { askEntities } from './ask-entities.js'
import { askFields } from './ask-fields.js'
import { askNode } from './ask-node.js'
import type { LastAnswers } from './last-answers.js'
import type { NodeDirectory } from './node-directory.js'
import { isMoving } from './on-the-move.js'
import type { Owners } from './owners.js'
import type { SplitRequest } from './split-request.js'
import type { TierSource } from '../tier-source.js'

/** What a routed tier is made of. */
export interface RoutedTier {
  /** The server that answers for every community without a node of its own. */
  readonly hosted: TierSource
  readonly directory: NodeDirectory
  readonly last: LastAnswers
  readonly split: SplitRequest
  /** Resolves when the directory has been filled for the first time. */
  readonly loaded: Promise<void>
  /** Brings the directory up to date. */
  readonly refresh: () => Promise<void>
  readonly close: () => Promise<void>
}

/** How long a write waits that a community on the move did not take, before it is asked for once more, in milliseconds. */
const movingPause = 300

/**
 * The community tier over many owners: each part of a request goes to the server that answers for its communities, and
 * the answers are laid together in order. A request about hosted communities alone is handed on as it is.
 *
 * What an owner says is no longer, or not yet, its own (MOVED, MOVING), it has not done: the directory is brought up to
 * date and that part asked once more, writes too.
 */
export function routedSource({ hosted, directory, last, split, loaded, refresh, close }: RoutedTier): TierSource {
  let isLoaded = false
  const whenLoaded = loaded.then(() => void (isLoaded = true))
  const owners: Owners = {
    directory,
    split,
    ask: (owner, request) => (owner === undefined ? hosted.ask(request) : askNode(owner, request, last)),
    async settle(errors) {
      if (errors.some(isMoving)) await pause(movingPause)
      await refresh()
    },
  }
  return {
    async ask(request) {
      if (!isLoaded) await whenLoaded
      const { representations } = request
      return representations === undefined
        ? await askFields(owners, request)
        : await askEntities(owners, request, representations)
    },
    ready: () => hosted.ready(),
    close,
  }
}
