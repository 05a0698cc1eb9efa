import type { TierAnswer, TierRequest } from '../tier-source.js'
import { asFinalAnswer, isOnTheMove } from './on-the-move.js'
import type { Node } from './open-node.js'
import type { Owners } from './owners.js'
import {
  type EntityPart,
  joinEntities,
  type PlacedAnswer,
  placeOf,
  requestOf,
  splitEntities,
} from './split-entities.js'

/** Asks about entities, each at its owner, and lays the answers together in the order of the request. */
export async function askEntities(
  owners: Owners,
  request: TierRequest,
  representations: readonly unknown[],
): Promise<TierAnswer> {
  const parts = splitEntities(representations, owners.directory)
  const [only] = parts ?? []
  const answer =
    parts === undefined || parts.length === 1
      ? await owners.ask(only?.owner, request)
      : joinEntities(representations.length, await askParts(owners, request, parts))
  const moved = new Set(answer.errors?.filter(isOnTheMove).map(placeOf))
  return moved.size === 0 ? answer : await askAgain(owners, request, representations, answer, moved)
}

function askParts(owners: Owners, request: TierRequest, parts: readonly EntityPart[]): Promise<PlacedAnswer[]> {
  return Promise.all(
    parts.map(async ({ owner, places }) => ({ places, answer: await owners.ask(owner, requestOf(request, places)) })),
  )
}

/** Asks for the second and last time. What has moved again becomes an error. */
function askLast(owners: Owners, request: TierRequest, parts: readonly EntityPart[]): Promise<PlacedAnswer[]> {
  const ask = async (owner: Node | undefined, part: TierRequest) =>
    await asFinalAnswer(owners, owner, await owners.ask(owner, part), part.language)
  return askParts({ ...owners, ask }, request, parts)
}

/** Asks once more about the entities that moved, and leaves the others as they were answered. */
async function askAgain(
  owners: Owners,
  request: TierRequest,
  representations: readonly unknown[],
  before: TierAnswer,
  moved: ReadonlySet<number>,
): Promise<TierAnswer> {
  await owners.settle(before.errors ?? [])
  const places = [...moved].toSorted((a, b) => a - b)
  const parts = splitEntities(representations, owners.directory, places) ?? [{ owner: undefined, places }]
  const again = await askLast(owners, request, parts)
  return joinEntities(representations.length, [without(before, representations.length, moved), ...again])
}

/** What was answered about the entities that did not move. */
function without(answer: TierAnswer, length: number, moved: ReadonlySet<number>): PlacedAnswer {
  const places = Array.from({ length }, (_, place) => place).filter((place) => !moved.has(place))
  const ordinals = new Map(places.map((place, ordinal) => [place, ordinal]))
  const entities = answer.data?.['_entities'] as readonly unknown[] | undefined
  const errors = (answer.errors ?? []).flatMap((error) => {
    const ordinal = ordinals.get(placeOf(error))
    return ordinal === undefined ? [] : [{ ...error, path: ['_entities', ordinal, ...(error.path ?? []).slice(2)] }]
  })
  return {
    places,
    answer: { data: { _entities: places.map((place) => entities?.[place] ?? null) }, errors },
  }
}
