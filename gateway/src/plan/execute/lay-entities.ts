import type { Fetch } from '../prepare/compile-plan.js'
import type { Merged } from '../prepare/compile-shape.js'
import type { Entities, EntitiesAt, SharedObjects } from './entities-at.js'
import { mergeInto } from './merge-into.js'

/** What is laid into an answer. */
export interface Laying {
  /** What came of each entity. */
  readonly received: readonly (Merged | null | undefined)[]
  readonly shared: SharedObjects
  /** The interfaces that some tier knows as one object. */
  readonly interfaceObjects: ReadonlySet<string>
}

/**
 * Lays what came of entities into each object that is one of them. Objects at one place hold the same objects of it where they may;
 * otherwise each gets a copy, so that what is laid into one later changes no other.
 */
export function layEntities({ rewriteOutput }: Fetch, { at }: Entities, laying: Laying): void {
  const isTaken = new Set<number>()
  for (const group of at) layAt(group, isTaken, rewriteOutput, laying)
}

function layAt(
  { place, objects, entities }: EntitiesAt,
  isTaken: Set<number>,
  rewriteOutput: Fetch['rewriteOutput'],
  { received, shared, interfaceObjects }: Laying,
): void {
  const here = new Map<number, Merged>()
  for (let index = 0; index < objects.length; index++) {
    const entity = entities[index] ?? 0
    const given = received[entity]
    const object = objects[index]
    if (given === null || given === undefined || object === undefined) continue
    const held = here.get(entity)
    if (held === undefined && !isTaken.has(entity) && rewriteOutput !== undefined) {
      // The rewrites go by the type, which nobody asks about again.
      given['__typename'] ??= object['__typename']
      rewriteOutput(given)
    }
    const laid = held !== undefined && place.mayShare ? held : isTaken.has(entity) ? (copyOf(given) as Merged) : given
    if (laid === held) share(laid, shared)
    else here.set(entity, laid)
    isTaken.add(entity)
    mergeInto(object, laid, interfaceObjects)
  }
}

/** Notes the objects that an entity's fields hold. */
function share(entity: Merged, shared: SharedObjects): void {
  for (const key of Object.keys(entity)) {
    const value = entity[key]
    if (typeof value === 'object' && value !== null) shared.add(value)
  }
}

function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  const copy: Merged = {}
  for (const [key, inner] of Object.entries(value)) if (key !== '__proto__') copy[key] = copyOf(inner)
  return copy
}
