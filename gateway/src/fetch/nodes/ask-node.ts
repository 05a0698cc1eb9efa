import type { ErrorCode } from '@shequ/schema/errors/error-table'
import type { GraphQLFormattedError } from 'graphql'
import { isMutation } from '../http-request.js'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { LastAnswer, LastAnswers } from './last-answers.js'
import type { Node } from './open-node.js'
import { placeOf } from './split-entities.js'
import { staleMark } from './stale-mark.js'

/** The field that answers whoever has a receipt, with no token: what it says is kept nowhere. */
const ofReceipt = /\bfollowUp\b/

/**
 * Asks a node about entities, keeps what everybody may read of the answer, and shows it again, marked with its age, when
 * the node is out of reach. Only what was answered to a caller without a token is kept, and only such a caller gets it.
 */
export async function askNode(node: Node, request: TierRequest, last: LastAnswers): Promise<TierAnswer> {
  const { representations } = request
  const { query, viewer } = request
  const isPublic =
    viewer.role === 'anonymous' && node.entry.staleFor > 0 && !isMutation(query) && !ofReceipt.test(query)
  if (!isPublic || representations === undefined) return await node.ask(request)
  const question = questionOf(request)
  const { entry } = node
  const answer = await node.ask(request)
  const refusals = byPlace(answer.errors ?? [])
  const entities = answer.data?.['_entities'] as readonly unknown[]
  for (const [place, entity] of entities.entries()) {
    const refused = refusals.get(place) ?? []
    if (entity === null || !refused.every(isLasting)) continue
    last.keep(entry, question(representations[place]), { entity, refusals: refused.map(fromEntity) })
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
  const marks = found.flatMap((kept, place) => {
    if (kept === undefined) return []
    const at = ['_entities', place]
    const refusals = kept.refusals.map((error) => ({ ...error, path: [...at, ...(error.path ?? [])] }))
    return [...refusals, staleMark(at, community, kept.age)]
  })
  const errors = (answer.errors ?? []).filter((error) => found[placeOf(error)] === undefined)
  return {
    data: { _entities: found.map((kept, place) => (kept === undefined ? entities[place] : kept.entity)) },
    errors: [...errors, ...marks],
  }
}

/** Whether an entity is missing since its node is out of reach, and not since it is refused or the node is not believed. */
function isOutOfReach({ extensions }: GraphQLFormattedError): boolean {
  return extensions?.['code'] === 'NODE_UNAVAILABLE'
}

/** Refusals that say nothing of the moment: the field is as far away from the caller while the node is out of reach. */
const lasting: ReadonlySet<unknown> = new Set<ErrorCode>([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
])

function isLasting({ extensions }: GraphQLFormattedError): boolean {
  return lasting.has(extensions?.['code'])
}

function byPlace(errors: readonly GraphQLFormattedError[]): ReadonlyMap<number, readonly GraphQLFormattedError[]> {
  const grouped = new Map<number, GraphQLFormattedError[]>()
  for (const error of errors) {
    const place = placeOf(error)
    const known = grouped.get(place)
    if (known === undefined) grouped.set(place, [error])
    else known.push(error)
  }
  return grouped
}

/** An error by its path from the entity on. */
function fromEntity(error: GraphQLFormattedError): GraphQLFormattedError {
  return { ...error, path: error.path?.slice(2) ?? [] }
}

/** Names what is asked about an entity: the operation, by whatever name, its variables, and the entity. */
function questionOf({ query, variables }: TierRequest): (representation: unknown) => string {
  const asked = `${query.replace(/^query \w+/, 'query')}\n${JSON.stringify(variables)}\n`
  return (representation) => asked + JSON.stringify(representation)
}
