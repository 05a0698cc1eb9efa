import type { GraphQLFormattedError } from 'graphql'
import type { TierAnswer, TierRequest } from '../tier-source.js'
import type { NodeDirectory } from './node-directory.js'
import type { Node } from './open-node.js'

/** The entities that one owner answers for, by their places in the request. */
export interface EntityPart {
  /** Undefined is the hosted server. */
  readonly owner: Node | undefined
  readonly places: readonly number[]
}

/**
 * Sorts the entities of a request by owner, read off their keys: a community's `code`, or an `id` that begins with it.
 * Undefined when the hosted server answers for all of them, which costs one look-up an entity and makes nothing.
 */
export function splitEntities(
  representations: readonly unknown[],
  directory: NodeDirectory,
  places?: readonly number[],
): readonly EntityPart[] | undefined {
  if (directory.size === 0) return undefined
  const hasNode = (representation: unknown) => ownerOf(representation, directory) !== undefined
  const asked = places?.map((place) => representations[place]) ?? representations
  if (!asked.some(hasNode)) return undefined
  const parts = new Map<Node | undefined, number[]>()
  for (const [ordinal, representation] of asked.entries()) {
    const owner = ownerOf(representation, directory)
    const part = parts.get(owner) ?? []
    parts.set(owner, part)
    part.push(places?.[ordinal] ?? ordinal)
  }
  return [...parts].map(([owner, of]) => ({ owner, places: of }))
}

function ownerOf(representation: unknown, directory: NodeDirectory): Node | undefined {
  const { code, id } = representation as { readonly code?: unknown; readonly id?: unknown }
  const key = typeof code === 'string' ? code : id
  return typeof key === 'string' ? directory.ownerOf(key) : undefined
}

/** The request about some of its entities. */
export function requestOf(request: TierRequest, places: readonly number[]): TierRequest {
  const { representations = [] } = request
  if (places.length === representations.length) return request
  return { ...request, representations: places.map((place) => representations[place]) }
}

/** An answer about some of a request's entities, and their places in it. */
export interface PlacedAnswer {
  readonly places: readonly number[]
  readonly answer: TierAnswer
}

/** Lays answers about parts of a request together, each entity and each error in its place. */
export function joinEntities(length: number, answers: readonly PlacedAnswer[]): TierAnswer {
  const entities: unknown[] = Array.from({ length }, () => null)
  const errors: GraphQLFormattedError[] = []
  for (const { places, answer } of answers) {
    const received = answer.data?.['_entities'] as readonly unknown[] | undefined
    for (const [ordinal, place] of places.entries()) entities[place] = received?.[ordinal] ?? null
    for (const error of answer.errors ?? []) errors.push(placed(error, places))
  }
  const data = { _entities: entities }
  return errors.length === 0 ? { data } : { data, errors: errors.toSorted((a, b) => placeOf(a) - placeOf(b)) }
}

/** The entity that an error is about, by its place in the request. */
export function placeOf({ path }: GraphQLFormattedError): number {
  return Number(path?.[1])
}

function placed(error: GraphQLFormattedError, places: readonly number[]): GraphQLFormattedError {
  const [root = '_entities', ordinal, ...rest] = error.path ?? []
  return { ...error, path: [root, places[Number(ordinal)] ?? 0, ...rest] }
}
