import type { GraphQLFormattedError } from 'graphql'
import type { TierAnswer } from '../tier-source.js'
import { movingMessage } from './node-fault.js'

/** Whether an owner says that it did nothing, since a community is no longer, or not yet, or not at this moment its own. */
export function isOnTheMove(error: GraphQLFormattedError): boolean {
  const code = codeOf(error)
  return code === 'MOVED' || code === 'MOVING'
}

/** Whether an owner is only about to hand a community over, so that asking again makes sense in a moment. */
export function isMoving(error: GraphQLFormattedError): boolean {
  return codeOf(error) === 'MOVING'
}

/** An answer that is not asked for again: whatever has moved yet again is on the move. */
export function settled(answer: TierAnswer): TierAnswer {
  if (answer.errors === undefined || !answer.errors.some(isOnTheMove)) return answer
  const errors = answer.errors.map((error) => {
    if (codeOf(error) !== 'MOVED') return error
    return { ...error, message: movingMessage, extensions: { ...error.extensions, code: 'MOVING' } }
  })
  return { ...answer, errors }
}

function codeOf({ extensions }: GraphQLFormattedError): unknown {
  return extensions?.['code']
}
