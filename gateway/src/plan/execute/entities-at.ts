import type { PickKeys } from '../prepare/compile-pick.js'
import type { EntityPlace } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'

export type Path = readonly (string | number)[]

/** The entities that a fetch asks about, each once however often it stands in the answer. */
export interface Entities {
  readonly representations: readonly Merged[]
  /** Texts that tell the entities apart, one for each. */
  readonly keys: readonly string[]
  readonly at: readonly EntitiesAt[]
}

/** What stands at one place of the answer. */
export interface EntitiesAt {
  readonly place: EntityPlace
  /** The objects that are entities, and which of the entities each is. */
  readonly objects: readonly Merged[]
  readonly entities: readonly number[]
  /** The objects about which nobody can be asked: a part of what names them is missing. */
  readonly unnamed: readonly Merged[]
}

/** Objects that stand in several places of an answer at once. */
export type SharedObjects = Set<object>

/**
 * Finds the entities at places of an answer.
 *
 * @param objectsOf the objects that stand at a place
 */
export function entitiesAt(
  places: readonly EntityPlace[],
  objectsOf: (place: EntityPlace) => readonly Merged[],
): Entities {
  const known = new Map<PickKeys, Map<string, number>>()
  const representations: Merged[] = []
  const keys: string[] = []
  const at = places.map((place): EntitiesAt => {
    const objects: Merged[] = []
    const entities: number[] = []
    const unnamed: Merged[] = []
    const ofKeys = known.get(place.keys) ?? new Map<string, number>()
    known.set(place.keys, ofKeys)
    for (const object of objectsOf(place)) {
      const key = place.keys.keyOf(object)
      let entity = key === null ? undefined : ofKeys.get(key)
      const representation = key === null || entity !== undefined ? null : place.keys.pick(object)
      if (key !== null && representation !== null) {
        place.rewriteInput?.(representation)
        entity = representations.push(representation) - 1
        keys.push(key)
        ofKeys.set(key, entity)
      }
      if (entity === undefined) unnamed.push(object)
      else {
        objects.push(object)
        entities.push(entity)
      }
    }
    return { place, objects, entities, unnamed }
  })
  return { representations, keys, at }
}

/** The objects at a path of the plan. One that stands in several places is found once. */
export function objectsAt(data: Merged, path: readonly string[], shared: SharedObjects): readonly Merged[] {
  const found: Merged[] = []
  const visited = new Set<object>()
  const collect = (value: unknown, depth: number): void => {
    if (value === null || typeof value !== 'object') return
    if (shared.size > 0 && shared.has(value)) {
      if (visited.has(value)) return
      visited.add(value)
    }
    if (Array.isArray(value)) {
      const next = path[depth] === '@' ? depth + 1 : depth
      for (const element of value) collect(element, next)
      return
    }
    const key = path[depth]
    if (key === undefined) found.push(value as Merged)
    else if (Object.hasOwn(value, key)) collect((value as Merged)[key], depth + 1)
  }
  collect(data, 0)
  return found
}

/**
 * The objects at a path of the plan with their paths in the answer: one that stands in several places has several. One walk finds all of
 * them: it is made when a question has an error to place, and once for all of its errors.
 */
export function pathsAt(data: Merged, path: readonly string[]): ReadonlyMap<Merged, readonly Path[]> {
  const paths = new Map<Merged, Path[]>()
  const at: (string | number)[] = []
  const walk = (value: unknown, depth: number): void => {
    if (value === null || typeof value !== 'object') return
    if (Array.isArray(value)) {
      const next = path[depth] === '@' ? depth + 1 : depth
      for (let index = 0; index < value.length; index++) {
        at.push(index)
        walk(value[index], next)
        at.pop()
      }
      return
    }
    const key = path[depth]
    if (key === undefined) {
      const known = paths.get(value as Merged)
      if (known === undefined) paths.set(value as Merged, [[...at]])
      else known.push([...at])
    } else if (Object.hasOwn(value, key)) {
      at.push(key)
      walk((value as Merged)[key], depth + 1)
      at.pop()
    }
  }
  walk(data, 0)
  return paths
}
