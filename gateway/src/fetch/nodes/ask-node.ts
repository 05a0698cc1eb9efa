import type { GraphQLFormattedError } from 'graphql'
import { isMutation } from '../http-request.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { LastAnswer, LastAnswers } from './last-answers.js'
import type { Node } from './open-node.js'
import { placeOf } from './split-entities.js'
import { staleMark } from './stale-mark.js'

/**
 * Asks a node about entities, keeps what everybody may read of the answer, and shows it again, marked with its age, when
 * the node is out of reach. Only what was answered to a caller without a token is kept, and only such a caller gets it.
 */
export async function askNode(node: Node, request: TierRequest, last: LastAnswers): Promise<TierAnswer> {
  const representations = request.variables['representations']
  const isPublic = request.viewer.role === 'anonymous' && node.entry.staleFor > 0 && !isMutation(request.query)
  if (!isPublic || !Array.isArray(representations)) return await node.ask(request)
  const question = questionOf(request)
  const { entry } = node
  const answer = await node.ask(request)
  const failed = new Set((answer.errors ?? []).map(placeOf))
  const entities = answer.data?.['_entities'] as readonly unknown[]
  for (const [place, entity] of entities.entries()) {
    if (entity !== null && !failed.has(place)) last.keep(entry, question(representations[place]), entity)
  }
  const missing = new Set((answer.errors ?? []).filter(isOutOfReach).map(placeOf))
  const found = representations.map((representation, place) =>
    missing.has(place) && entities[place] === null ? last.find(node.entry, question(representation)) : undefined,
  )
  return found.some((kept) => kept !== undefined) ? withLast(answer, entry.community, found) : answer
}

/** Lays the last answers into the places of those that are missing, each marked in the place of its errors. */
function withLast(answer: TierAnswer, community: string, found: readonly (LastAnswer | undefined)[]): TierAnswer {
  const entities = answer.data?.['_entities'] as readonly unknown[]
  const marks = found.flatMap((kept, place) =>
    kept === undefined ? [] : [staleMark(['_entities', place], community, kept.age)],
  )
  const errors = (answer.errors ?? []).filter((error) => found[placeOf(error)] === undefined)
  return {
    data: { _entities: found.map((kept, place) => (kept === undefined ? entities[place] : kept.entity)) },
    errors: [...errors, ...marks],
  }
}

/** Whether an entity is missing since its node gave no answer to believe, and not since it is refused. */
function isOutOfReach({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.['code'] === 'NODE_UNAVAILABLE' || extensions?.['code'] === 'NODE_REJECTED'
}

/** Names what is asked about an entity: the operation, by whatever name, its variables, and the entity. */
function questionOf({ query, variables }: TierRequest): (representation: unknown) => string {
  const { representations: _, ...others } = variables
  const asked = `${query.replace(/^query \w+/, 'query')}\n${JSON.stringify(others)}\n`
  return (representation) => asked + JSON.stringify(representation)
}
