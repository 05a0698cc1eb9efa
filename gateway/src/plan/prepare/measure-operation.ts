import { HubError } from '@shequ/schema/errors/hub-error'
import { type FieldNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'
import type { Fragments } from '../../document/collect-fields.js'

/** The most fields of an operation whose fragments are laid in. */
const mostFields = 20_000

/** The most selections that are looked at to count what an operation asks for. */
export const mostSteps = 40_000

/**
 * Counts the fields of an operation with its fragments laid in, each once in a selection set, and fields of one key together. Equal
 * parts are counted once, so that counting takes no longer than reading, also where 200 fragments each spread the next one twice.
 *
 * @throws {HubError} REQUEST_TOO_LARGE for an operation that would be too much to plan.
 */
export function measureOperation(operation: OperationDefinitionNode, fragments: Fragments): number {
  const ids = new Map<SelectionSetNode, number>()
  const known = new Map<string, number>()
  let steps = 0

  const idOf = (set: SelectionSetNode) => {
    const id = ids.get(set) ?? ids.size
    ids.set(set, id)
    return id
  }

  function count(sets: readonly SelectionSetNode[]): number {
    const name = sets.map(idOf).join(' ')
    const counted = known.get(name)
    if (counted !== undefined) return counted
    const byKey = new Map<string, FieldNode[]>()
    lay(sets, byKey, new Set())
    let sum = byKey.size
    for (const nodes of byKey.values()) {
      const inner = [...new Set(nodes.flatMap(({ selectionSet }) => selectionSet ?? []))]
      if (inner.length > 0) sum += count(inner)
      if (sum > mostFields) throw tooLarge()
    }
    known.set(name, sum)
    return sum
  }

  function lay(sets: readonly SelectionSetNode[], byKey: Map<string, FieldNode[]>, visited: Set<string>): void {
    for (const { selections } of sets) {
      steps += selections.length
      if (steps > mostSteps) throw tooLarge()
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const key = (selection.alias ?? selection.name).value
          const same = byKey.get(key)
          if (same === undefined) byKey.set(key, [selection])
          else same.push(selection)
        } else if (selection.kind === Kind.INLINE_FRAGMENT) lay([selection.selectionSet], byKey, visited)
        else if (!visited.has(selection.name.value)) {
          visited.add(selection.name.value)
          const fragment = fragments.get(selection.name.value)
          if (fragment !== undefined) lay([fragment.selectionSet], byKey, visited)
        }
      }
    }
  }

  return count([operation.selectionSet])
}

/** What is said of an operation that is too much to plan. */
export function tooLarge(): HubError {
  return new HubError(
    'REQUEST_TOO_LARGE',
    `Expected an operation of at most ${mostFields} fields once its fragments are laid in, but got more. Ask for less at once.`,
  )
}
