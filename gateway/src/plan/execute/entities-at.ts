import type { PickKeys } from '../prepare/compile-pick.js'
import type { Merged } from '../prepare/compile-shape.js'

/** An entity of a response, and what names it. */
export interface Entity {
  readonly value: Merged
  readonly representation: Merged
  /** Its place among all objects that stand at the path. */
  readonly ordinal: number
}

export type Path = readonly (string | number)[]

/** The entities at a path of the plan, as far as somebody can be asked about them. */
export function entitiesAt(data: Merged, path: readonly string[], pick: PickKeys): readonly Entity[] {
  const found: Merged[] = []
  collect(data, path, 0, found)
  return found.flatMap((value, ordinal) => {
    const representation = pick(value)
    return representation === null ? [] : [{ value, representation, ordinal }]
  })
}

function collect(value: unknown, path: readonly string[], depth: number, found: Merged[]): void {
  if (value === null || typeof value !== 'object') return
  if (Array.isArray(value)) {
    const next = path[depth] === '@' ? depth + 1 : depth
    for (const element of value) collect(element, path, next, found)
    return
  }
  const key = path[depth]
  if (key === undefined) found.push(value as Merged)
  else if (Object.hasOwn(value, key)) collect((value as Merged)[key], path, depth + 1, found)
}

/**
 * The paths of all objects that {@link entitiesAt} counts, by their ordinals. One walk finds all of them: it is made when a question
 * has an error to place, and once for all of its errors.
 */
export function pathsAt(data: Merged, path: readonly string[]): readonly Path[] {
  const paths: Path[] = []
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
    if (key === undefined) paths.push([...at])
    else if (Object.hasOwn(value, key)) {
      at.push(key)
      walk((value as Merged)[key], depth + 1)
      at.pop()
    }
  }
  walk(data, 0)
  return paths
}
