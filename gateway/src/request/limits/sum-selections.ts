import { Kind, type SelectionNode, type SelectionSetNode } from 'graphql'
import type { Operation } from './document-limit.js'

/**
 * Adds up the selections of an operation with its fragments laid in wherever they are spread: a fragment that is spread twice counts
 * twice. Each fragment is looked at once, so that it takes no longer than the document is long.
 *
 * @param weigh what a selection counts, beside what is in it
 */
export function sumSelections(
  { operation, fragments }: Operation,
  weigh: (selection: SelectionNode) => number,
): number {
  const known = new Map<string, number>()

  function ofFragment(name: string): number {
    const counted = known.get(name)
    if (counted !== undefined) return counted
    const fragment = fragments.get(name)
    const sum = fragment === undefined ? 0 : ofSet(fragment.selectionSet)
    known.set(name, sum)
    return sum
  }

  function ofSet({ selections }: SelectionSetNode): number {
    let sum = 0
    for (const selection of selections) {
      sum += weigh(selection)
      if (selection.kind === Kind.FRAGMENT_SPREAD) sum += ofFragment(selection.name.value)
      else if (selection.selectionSet !== undefined) sum += ofSet(selection.selectionSet)
    }
    return sum
  }

  return ofSet(operation.selectionSet)
}
