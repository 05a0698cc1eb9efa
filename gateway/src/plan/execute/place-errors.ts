import type { GraphQLFormattedError } from 'graphql'
import type { Fetch } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'
import { toClientMessage, toClientPath } from '../prepare/wire-names.js'
import { type Entities, type Path, pathsAt } from './entities-at.js'
import { TierError } from './tier-error.js'

/**
 * A tier's errors with the paths that the client knows: one about an entity stands at each place of it. `serviceName` tells the mask
 * that a tier said it, and errors that were one, laid on several places, have one cause, by which the mask knows them.
 */
export function placeErrors(
  errors: readonly GraphQLFormattedError[],
  fetch: Fetch,
  entities: Entities | undefined,
  data: Merged,
): readonly TierError[] {
  const placesOf = entities && pathsOfEntities(entities, data)
  const causes = new Map<unknown, Error>()
  return errors.flatMap((error) => {
    const { extensions } = error
    const message = toClientMessage(error.message, fetch.variables)
    const cause = causes.get(extensions) ?? Object.assign(new Error(message), { extensions })
    if (extensions !== undefined) causes.set(extensions, cause)
    const options = { extensions: { ...extensions, serviceName: fetch.tier }, originalError: cause }
    return pathsOf(error.path, placesOf).map(
      (path) => new TierError(message, path === undefined ? options : { ...options, path: toClientPath(path) }, path),
    )
  })
}

/** Where an error stands. One about entities begins with their list's name and the entity's place in it. */
function pathsOf(
  path: Path | undefined,
  placesOf: ReadonlyMap<number, readonly Path[]> | undefined,
): readonly (Path | undefined)[] {
  if (path === undefined || placesOf === undefined) return [path]
  const [, index, ...rest] = path
  return placesOf.get(Number(index))?.map((place) => [...place, ...rest]) ?? [undefined]
}

/** The places of each entity in an answer. */
function pathsOfEntities({ at }: Entities, data: Merged): ReadonlyMap<number, readonly Path[]> {
  const paths = new Map<number, Path[]>()
  for (const { place, objects, entities } of at) {
    const ofObjects = pathsAt(data, place.path)
    for (const [index, object] of objects.entries()) {
      const entity = entities[index] ?? 0
      paths.set(entity, [...(paths.get(entity) ?? []), ...(ofObjects.get(object) ?? [])])
    }
  }
  return paths
}
