import type { Merged } from '../prepare/compile-shape.js'
import { isRecord } from '../../document/is-record.js'

const none: ReadonlySet<unknown> = new Set()

/**
 * Lays what a tier answered into what is there: objects are merged, lists of the same length element by element. A type that is known
 * stays, where a tier that knows an interface as one object tells the interface's name.
 *
 * @param interfaceObjects the interfaces that some tier knows as one object
 */
export function mergeInto(
  target: Merged,
  source: Merged | null | undefined,
  interfaceObjects: ReadonlySet<unknown> = none,
): void {
  if (source === null || source === undefined) return
  for (const key of Object.keys(source)) {
    // Assigning to this key would change the object's prototype.
    if (key === '__proto__') continue
    const given = source[key]
    if (given === undefined) continue
    const there = Object.hasOwn(target, key) ? target[key] : undefined
    if (isRecord(there) && isRecord(given)) mergeInto(there, given, interfaceObjects)
    else if (Array.isArray(there) && Array.isArray(given) && there.length === given.length) {
      mergeLists(there, given, interfaceObjects)
    } else if (key !== '__typename' || there === undefined || !interfaceObjects.has(given)) target[key] = given
  }
}

function mergeLists(target: unknown[], source: readonly unknown[], interfaceObjects: ReadonlySet<unknown>): void {
  for (let index = 0; index < source.length; index++) {
    const there = target[index]
    const given = source[index]
    if (isRecord(there) && isRecord(given)) mergeInto(there, given, interfaceObjects)
    else target[index] = given
  }
}
