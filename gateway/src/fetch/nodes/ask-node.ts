import type { GraphQLFormattedError } from 'graphql'
import { isMutation } from '../http-request.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { LastAnswers } from './last-answers.js'
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
  return isOutOfReach(answer.errors) ? withLast(answer, node, representations, question, last) : answer
}

function withLast(
  answer: TierAnswer,
  node: Node,
  representations: readonly unknown[],
  question: (representation: unknown) => string,
  last: LastAnswers,
): TierAnswer {
  const found = representations.map((representation) => last.find(node.entry, question(representation)))
  if (found.every((kept) => kept === undefined)) return answer
  const { community } = node.entry
  const errors: GraphQLFormattedError[] = (answer.errors ?? []).filter((error) => found[placeOf(error)] === undefined)
  for (const [place, kept] of found.entries()) {
    if (kept !== undefined) errors.push(staleMark(['_entities', place], community, kept.age))
  }
  return { data: { _entities: found.map((kept) => kept?.entity ?? null) }, errors }
}

/** Whether the whole answer is missing, and not a part of it refused. */
function isOutOfReach(errors: TierAnswer['errors']): boolean {
  const code = errors?.[0]?.extensions?.['code']
  return code === 'NODE_UNAVAILABLE' || code === 'NODE_REJECTED'
}

/** Names what is asked about an entity: the operation, by whatever name, its variables, and the entity. */
function questionOf({ query, variables }: TierRequest): (representation: unknown) => string {
  const { representations: _, ...others } = variables
  const asked = `${query.replace(/^query \w+/, 'query')}\n${JSON.stringify(others)}\n`
  return (representation) => asked + JSON.stringify(representation)
}
