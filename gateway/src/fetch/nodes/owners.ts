import type { GraphQLFormattedError } from 'graphql'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { NodeDirectory } from './node-directory.js'
import type { Node } from './open-node.js'
import type { SplitRequest } from './split-request.js'

/** The owners of a request's parts, as they are asked. */
export interface Owners {
  readonly directory: NodeDirectory
  /** Reads which root fields a request has, and of whom each is. */
  readonly split: SplitRequest
  /** Asks an owner; undefined is the hosted server. Never rejects. */
  readonly ask: (owner: Node | undefined, request: TierRequest) => Promise<TierAnswer>
  /** Waits until it makes sense to ask once more what owners did not do. */
  readonly settle: (errors: readonly GraphQLFormattedError[]) => Promise<void>
}
