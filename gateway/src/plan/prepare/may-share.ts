import type { SelectionSetNode } from 'graphql'
import { type AskedFetch, hasRewrites } from './ask-later.js'
import type { FetchNode } from './list-fetches.js'
import { membersOf, objectKeys, questionOf } from './question.js'

/**
 * Whether entities that are one, at one place of an answer, may hold the same objects of what a fetch answers. They may unless another
 * fetch, which may come later, lays something into these objects by way of the entities: it could say other things of each.
 */
export function mayShare(asked: AskedFetch, all: readonly AskedFetch[]): boolean {
  const keys = new Set(keysOfObjects(asked.node))
  if (keys.size === 0) return true
  return all.every(
    ({ fetch, node }) => fetch === asked.fetch || asked.fetch.before.has(fetch) || !reaches(fetch.path, node),
  )

  function reaches(path: readonly string[], node: FetchNode): boolean {
    const [from, to] = [keysIn(path), keysIn(asked.fetch.path)]
    if (from.some((key, depth) => to[depth] !== key)) return false
    if (hasRewrites(node)) return true
    const { selected, fragments } = questionOf(node)
    let sets: readonly SelectionSetNode[] = [selected]
    for (const key of to.slice(from.length)) sets = membersOf(sets, fragments).get(key) ?? []
    return objectKeys(sets, fragments).some((key) => keys.has(key))
  }
}

/** The keys under which what a fetch answers holds objects. */
export function keysOfObjects(node: FetchNode): readonly string[] {
  const { selected, fragments } = questionOf(node)
  return objectKeys([selected], fragments)
}

function keysIn(path: readonly string[]): readonly string[] {
  return path.filter((key) => key !== '@')
}
