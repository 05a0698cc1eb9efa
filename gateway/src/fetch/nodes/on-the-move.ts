import type { Language } from '@shequ/schema/terms/term'
import type { GraphQLFormattedError } from 'graphql'
import type { TierAnswer } from '../tier-source.js'
import { messageOf, movingMessage } from './node-fault.js'
import type { Node } from './open-node.js'
import type { Owners } from './owners.js'

/** Whether an owner says that it did nothing, since a community is no longer, or not yet, or not at this moment its own. */
export function isOnTheMove(error: GraphQLFormattedError): boolean {
  const code = codeOf(error)
  return code === 'MOVED' || code === 'MOVING'
}

/** Whether an owner is only about to hand a community over, so that asking again makes sense in a moment. */
export function isMoving(error: GraphQLFormattedError): boolean {
  return codeOf(error) === 'MOVING'
}

/**
 * Turns `MOVED` of a second attempt into an error for the client: `MOVING`, or `NODE_REJECTED` when the register still names that
 * node. Such a node contradicts the register and is not believed.
 *
 * @param owner who answered; undefined is the hosted server
 * @param language in which the client is told
 */
export async function asFinalAnswer(
  owners: Owners,
  owner: Node | undefined,
  answer: TierAnswer,
  language: Language = 'en',
): Promise<TierAnswer> {
  if (answer.errors === undefined || !answer.errors.some(isMoved)) return answer
  if (owner !== undefined) await owners.settle([])
  const code =
    owner !== undefined && owners.directory.ownerOf(owner.entry.community) === owner ? 'NODE_REJECTED' : 'MOVING'
  const { [language]: message } = code === 'MOVING' ? movingMessage : messageOf(code)
  const errors = answer.errors.map((error) =>
    isMoved(error) ? { ...error, message, extensions: { ...error.extensions, code } } : error,
  )
  return { ...answer, errors }
}

function isMoved(error: GraphQLFormattedError): boolean {
  return codeOf(error) === 'MOVED'
}

function codeOf({ extensions }: GraphQLFormattedError): unknown {
  return extensions?.['code']
}
