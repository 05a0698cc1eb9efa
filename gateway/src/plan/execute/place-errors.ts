import type { GraphQLFormattedError } from 'graphql'
import type { FetchStep } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'
import { toClientMessage, toClientPath } from '../prepare/wire-names.js'
import { type Entity, pathsAt } from './entities-at.js'
import { TierError } from './tier-error.js'

/**
 * A tier's errors with the paths that the client knows. `serviceName` tells the mask that a tier said it, and errors that were one,
 * laid on several places, have one cause, by which the mask knows them.
 */
export function placeErrors(
  errors: readonly GraphQLFormattedError[],
  step: FetchStep,
  entities: readonly Entity[] | undefined,
  data: Merged,
): readonly TierError[] {
  const paths = entities === undefined ? [] : pathsAt(data, step.path)
  const causes = new Map<unknown, Error>()
  return errors.map((error) => {
    const { extensions } = error
    const message = toClientMessage(error.message, step.variables)
    const cause = causes.get(extensions) ?? Object.assign(new Error(message), { extensions })
    if (extensions !== undefined) causes.set(extensions, cause)
    const wirePath = error.path && pathOf(error.path, entities, paths)
    const options = { extensions: { ...extensions, serviceName: step.tier }, originalError: cause }
    return new TierError(
      message,
      wirePath === undefined ? options : { ...options, path: toClientPath(wirePath) },
      wirePath,
    )
  })
}

/** An error about entities begins with their list's name and the entity's place in it. */
function pathOf(
  path: readonly (string | number)[],
  entities: readonly Entity[] | undefined,
  paths: readonly (readonly (string | number)[])[],
): readonly (string | number)[] {
  if (entities === undefined) return path
  const [, index, ...rest] = path
  return [...(paths[entities[Number(index)]?.ordinal ?? 0] ?? []), ...rest]
}
