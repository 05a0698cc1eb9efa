import type { GraphQLFormattedError } from 'graphql'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import { askEntities } from './ask-entities.js'
import type { EntityQuestion } from './entity-question.js'
import type { Owners } from './owners.js'
import { placeOf } from './split-entities.js'

/** Asks for one record by its id, as an entity, and answers as the root field that asked for it. */
export async function askRecord(
  owners: Owners,
  request: TierRequest,
  key: string,
  { query, representations, isOfAnyType }: EntityQuestion,
): Promise<TierAnswer> {
  const { data, errors = [] } = await askEntities(owners, { ...request, query, representations }, representations)
  const entities = (data?.['_entities'] ?? []) as readonly unknown[]
  const found = entities.findIndex((entity) => entity !== null)
  const told = found < 0 ? whyNone(errors, isOfAnyType) : errors.filter((error) => placeOf(error) === found)
  const placed = told.map((error) => ({ ...error, path: [key, ...(found < 0 ? [] : (error.path ?? []).slice(2))] }))
  const answer = { [key]: entities[found] ?? null }
  return placed.length === 0 ? { data: answer } : { data: answer, errors: placed }
}

/** One reason why there is no record. That a dataset is not shared is none where it is not known of which dataset a record is. */
function whyNone(errors: readonly GraphQLFormattedError[], isOfAnyType: boolean): readonly GraphQLFormattedError[] {
  const reasons = isOfAnyType ? errors.filter(({ extensions }) => extensions?.['code'] !== 'FORBIDDEN') : errors
  return reasons.slice(0, 1)
}
