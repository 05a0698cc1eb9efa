import { HubError } from '@shequ/schema/errors/hub-error'
import type { GraphQLError } from 'graphql'
import type { Merged, Shaped } from '../prepare/compile-shape.js'
import type { JoinFields } from '../prepare/join-fields.js'
import type { TierError } from './tier-error.js'

/** A place in a response, with the errors that stand there or below. */
interface Place {
  readonly below: Map<string | number, Place>
  isMarked: boolean
}

/**
 * The errors of a response, as GraphQL §6.4.4 has them: every null that the schema does not allow or that a tier's wrong value
 * left has one, also where other errors stand elsewhere, and what is null as a whole has one for all that is missing in it.
 *
 * @param said what tiers said, with the client's paths
 */
export function settleErrors(
  said: readonly TierError[],
  { data, errors }: Shaped,
  graph: JoinFields,
): readonly GraphQLError[] {
  if (said.length === 0 && errors.length === 0) return errors
  const told = graph.interfaceObjects.size === 0 ? said : said.filter((error) => isAsked(error, data, graph))
  const places = place()
  for (const { path } of told) if (path !== undefined) markAt(places, path)
  const untold = errors.filter((error) => isRefusal(error) || !isMarkedNear(places, error.path ?? []))
  const nulls = place()
  return [...told, ...untold].filter(({ path }) => path === undefined || isFirstOfNull(data, path, nulls))
}

/**
 * Whether an error is about something that the client asked for, or the planner for it. A tier that knows an interface as one object is
 * asked for a field of all of its objects, where the client may have asked for it of some types alone.
 */
function isAsked({ path = [], wirePath = [] }: TierError, data: Merged | null, { needed }: JoinFields): boolean {
  let value: unknown = data
  for (const [depth, key] of path.entries()) {
    if (typeof value !== 'object' || value === null) return true
    if (!Object.hasOwn(value, key)) return Array.isArray(value) || needed.has(String(wirePath[depth]))
    value = (value as Record<string | number, unknown>)[key]
  }
  return true
}

/** Whether a null is one that the viewer may not see, of which no tier was asked. */
function isRefusal({ originalError }: GraphQLError): boolean {
  return originalError instanceof HubError
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

/** Whether an error does not stand at or below a null that has an error already. */
function isFirstOfNull(data: Merged | null, path: readonly (string | number)[], nulls: Place): boolean {
  let value: unknown = data
  let at = nulls
  for (const key of path) {
    if (value === null) break
    if (typeof value !== 'object') return true
    value = Object.hasOwn(value, key) ? (value as Record<string | number, unknown>)[key] : undefined
    const next = at.below.get(key) ?? place()
    at.below.set(key, next)
    at = next
  }
  if (value !== null) return true
  const isFirst = !at.isMarked
  at.isMarked = true
  return isFirst
}
