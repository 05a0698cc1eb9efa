import type { GraphQLError } from 'graphql'
import type { Merged, Shaped } from '../prepare/compile-shape.js'

/** A place in a response, with the errors that stand there or below. */
interface Place {
  readonly below: Map<string | number, Place>
  isMarked: boolean
}

/**
 * The errors of a response, as GraphQL §6.4.4 has them: every null that the schema does not allow or that a tier's wrong value
 * left has one, also where other errors stand elsewhere, and what is null as a whole has one for all that is missing in it.
 *
 * @param told what tiers said, with the client's paths
 */
export function settleErrors(told: readonly GraphQLError[], { data, errors }: Shaped): readonly GraphQLError[] {
  if (told.length === 0 && errors.length === 0) return errors
  const places = place()
  for (const { path } of told) if (path !== undefined) markAt(places, path)
  const untold = errors.filter(({ path = [] }) => !isMarkedNear(places, path))
  const nulls = place()
  return [...told, ...untold].filter(({ path }) => path === undefined || isFirstUnderNull(data, path, nulls))
}

function place(): Place {
  return { below: new Map(), isMarked: false }
}

function markAt(root: Place, path: readonly (string | number)[]): void {
  let at = root
  for (const key of path) {
    const next = at.below.get(key) ?? place()
    at.below.set(key, next)
    at = next
  }
  at.isMarked = true
}

/** Whether something is marked at the path, above it, or below it. */
function isMarkedNear(root: Place, path: readonly (string | number)[]): boolean {
  let at = root
  for (const key of path) {
    if (at.isMarked) return true
    const next = at.below.get(key)
    if (next === undefined) return false
    at = next
  }
  return true
}

/** Whether an error does not stand below a null that has an error already. */
function isFirstUnderNull(data: Merged | null, path: readonly (string | number)[], nulls: Place): boolean {
  let value: unknown = data
  let at = nulls
  for (const key of path) {
    if (value === null) {
      if (at.isMarked) return false
      at.isMarked = true
      return true
    }
    if (typeof value !== 'object') return true
    value = Object.hasOwn(value, key) ? (value as Record<string | number, unknown>)[key] : undefined
    const next = at.below.get(key) ?? place()
    at.below.set(key, next)
    at = next
  }
  return true
}
