import type { GraphQLFormattedError } from 'graphql'
import type { Merged } from '../prepare/compile-shape.js'
import type { Entities } from './entities-at.js'

/** What a tier said of entities, in the order in which it was asked about them. */
export interface AnswerAboutEntities {
  readonly received: readonly (Merged | null)[]
  readonly errors: readonly GraphQLFormattedError[]
}

/** An entity of an answer that came or is to come. */
interface Known {
  readonly answer: Promise<AnswerAboutEntities>
  readonly index: number
}

/** The entities of a request that were asked about, by the question and what names them. */
export type KnownEntities = Map<string, Map<string, Known>>

/** Asks about those entities alone that were not asked the same before in a request. */
export async function askOnce(
  question: string,
  { keys, representations }: Entities,
  known: KnownEntities,
  ask: (representations: readonly Merged[]) => Promise<AnswerAboutEntities>,
): Promise<AnswerAboutEntities> {
  const ofQuestion = known.get(question) ?? new Map<string, Known>()
  known.set(question, ofQuestion)
  const fresh = representations.filter((_, index) => !ofQuestion.has(keys[index] ?? ''))
  const answer = fresh.length === 0 ? undefined : ask(fresh)
  if (fresh.length === representations.length && answer !== undefined) {
    for (const [index, key] of keys.entries()) ofQuestion.set(key, { answer, index })
    return await answer
  }
  let next = 0
  const entities = keys.map((key) => {
    const before = ofQuestion.get(key)
    if (before !== undefined || answer === undefined) return before
    const entity = { answer, index: next++ }
    ofQuestion.set(key, entity)
    return entity
  })
  const received: (Merged | null)[] = []
  const errors: GraphQLFormattedError[] = []
  for (const [place, entity] of entities.entries()) {
    if (entity === undefined) continue
    const { received: from, errors: all } = await entity.answer
    received[place] = from[entity.index] ?? null
    for (const error of all) {
      const [list = '_entities', index, ...rest] = error.path ?? []
      if (index === entity.index) errors.push({ ...error, path: [list, place, ...rest] })
    }
  }
  return { received, errors }
}
