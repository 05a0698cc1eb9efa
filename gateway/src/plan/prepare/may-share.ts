import type { SelectionSetNode } from 'graphql'
import { type AskedFetch, hasRewrites } from './ask-later.js'
import { groupBy } from './group-by.js'
import type { FetchNode } from './list-fetches.js'
import { fieldsIn, objectKeys, questionOf, selectedIn } from './question.js'

/**
 * Tells whether entities that are one, at one place of an answer, may hold the same objects of what a fetch answers. They may unless
 * another fetch, which may come later, lays something into these objects by way of the entities: it could say other things of each.
 */
export function whoMayShare(all: readonly AskedFetch[]): (asked: AskedFetch) => boolean {
  const ofKey = groupBy(all, ({ fetch }) => keysIn(fetch.path)[0] ?? '')
  return (asked) => {
    const keys = new Set(keysOfObjects(asked.node))
    if (keys.size === 0) return true
    const to = keysIn(asked.fetch.path)
    const near = [...(ofKey.get('') ?? []), ...(ofKey.get(to[0] ?? '') ?? [])]
    return near.every(
      ({ fetch, node }) =>
        fetch === asked.fetch || asked.fetch.before.has(fetch) || !reaches(keysIn(fetch.path), node, to, keys),
    )
  }
}

/** Whether a fetch lays something into objects that stand under some of the keys at a place. */
function reaches(from: readonly string[], node: FetchNode, to: readonly string[], keys: ReadonlySet<string>): boolean {
  if (from.some((key, depth) => to[depth] !== key)) return false
  if (hasRewrites(node)) return true
  const { selected, fragments } = questionOf(node)
  let sets: readonly SelectionSetNode[] = [selected]
  for (const key of to.slice(from.length)) sets = selectedIn(fieldsIn(sets, fragments).get(key))
  return objectKeys(sets, fragments).some((key) => keys.has(key))
}

/** The keys under which what a fetch answers holds objects. */
export function keysOfObjects(node: FetchNode): readonly string[] {
  const { selected, fragments } = questionOf(node)
  return objectKeys([selected], fragments)
}

function keysIn(path: readonly string[]): readonly string[] {
  return path.filter((key) => key !== '@')
}
