import { HubError } from '@shequ/schema/errors/hub-error'
import type { FieldNode, OperationDefinitionNode, SelectionSetNode } from 'graphql'
import type { Fragments } from '@shequ/schema/document/fragments'
import { layFlat } from '@shequ/schema/document/lay-flat'

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
    layFlat(
      sets.map((set) => [set, true] as const),
      {
        fragments,
        open: ({ selections }) => {
          steps += selections.length
          if (steps > mostSteps) throw tooLarge()
        },
        field: (node) => {
          const key = (node.alias ?? node.name).value
          const same = byKey.get(key)
          if (same === undefined) byKey.set(key, [node])
          else same.push(node)
        },
      },
    )
    let sum = byKey.size
    for (const nodes of byKey.values()) {
      const inner = [...new Set(nodes.flatMap(({ selectionSet }) => selectionSet ?? []))]
      if (inner.length > 0) sum += count(inner)
      if (sum > mostFields) throw tooLarge()
    }
    known.set(name, sum)
    return sum
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
