import { environmentCount } from '@shequ/process/environment-count'
import { Kind, type SelectionSetNode } from 'graphql'
import type { DocumentLimit, Operation } from './document-limit.js'

/** How deep an operation's fields may stand in each other. */
export const depthLimit: DocumentLimit = {
  code: 'QUERY_TOO_DEEP',
  counted: { en: 'levels of fields', zh: '字段层数' },
  advice: {
    en: 'Ask for what lies deeper by its code or id, in a request of its own.',
    zh: '更深处的内容请凭其代码或编号另行查询。',
  },
  measure: depthOf,
}

export const depthEnvironment = {
  MAX_DEPTH: environmentCount(0, 10_000)
    .default(30)
    .describe('The most levels of fields in each other, fragments laid in. More gives QUERY_TOO_DEEP. 0: no limit.'),
}

/** The levels of an operation's fields. Each fragment is looked at once. */
function depthOf({ operation, fragments }: Operation): number {
  const known = new Map<string, number>()

  function ofFragment(name: string): number {
    const depth = known.get(name) ?? (fragments.has(name) ? ofSet(fragments.get(name)?.selectionSet) : 0)
    known.set(name, depth)
    return depth
  }

  function ofSet(set: SelectionSetNode | undefined): number {
    let deepest = 0
    for (const selection of set?.selections ?? []) {
      const depth =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : ofSet(selection.selectionSet) + (selection.kind === Kind.FIELD ? 1 : 0)
      deepest = Math.max(deepest, depth)
    }
    return deepest
  }

  return ofSet(operation.selectionSet)
}
