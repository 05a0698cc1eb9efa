import { type GraphQLSchema, Kind, isAbstractType } from 'graphql'
import { type AskedFetch, hasRewrites } from './ask-later.js'
import { joinQuestions } from './join-questions.js'
import type { FetchNode } from './list-fetches.js'
import { questionOf, textOf } from './question.js'

/** Fetches that are one question to a tier. */
export interface FetchGroup {
  readonly node: FetchNode
  readonly fetches: readonly AskedFetch[]
}

/**
 * Makes one question of those that come equally late in a plan and go to one tier: of those that ask the same at several places, and of
 * those that are about other types. No fetch of a group waits for another of it. Root fields are asked as the planner has them, and so
 * are writes.
 */
export function groupFetches(fetches: readonly AskedFetch[], whole: GraphQLSchema): readonly FetchGroup[] {
  const groups = new Map<string, readonly FetchGroup[]>()
  for (const fetch of fetches) {
    const { node } = fetch
    const key = `${fetch.fetch.depth} ${node.serviceName}`
    const known = groups.get(key) ?? []
    groups.set(key, added(known, fetch, whole))
  }
  return [...groups.values()].flat().toSorted((one, other) => depthOf(one) - depthOf(other))
}

function depthOf({ fetches }: FetchGroup): number {
  return fetches[0]?.fetch.depth ?? 0
}

function added(groups: readonly FetchGroup[], fetch: AskedFetch, whole: GraphQLSchema): readonly FetchGroup[] {
  const { node } = fetch
  for (const [index, group] of groups.entries()) {
    const together = oneQuestion(group.node, node, whole)
    if (together !== undefined) {
      return groups.with(index, { node: together, fetches: [...group.fetches, fetch] })
    }
  }
  return [...groups, { node, fetches: [fetch] }]
}

function oneQuestion(one: FetchNode, other: FetchNode, whole: GraphQLSchema): FetchNode | undefined {
  if (one.requires === undefined || other.requires === undefined) return undefined
  if (textOf(one) === textOf(other) && rewritesOf(one) === rewritesOf(other)) return one
  if (hasRewrites(one) || hasRewrites(other)) return undefined
  const types = typesOf(one, whole)
  const others = typesOf(other, whole)
  if (types === undefined || others === undefined) return undefined
  return [...types].some((type) => others.has(type)) ? undefined : joinQuestions(one, other)
}

function rewritesOf({ inputRewrites = [], outputRewrites = [] }: FetchNode): string {
  return JSON.stringify([inputRewrites, outputRewrites])
}

/** The types of objects that are asked for something; undefined where something is asked of any. */
function typesOf(node: FetchNode, whole: GraphQLSchema): ReadonlySet<string> | undefined {
  const types = new Set<string>()
  for (const selection of questionOf(node).selected.selections) {
    if (selection.kind !== Kind.INLINE_FRAGMENT || selection.typeCondition === undefined) return undefined
    const type = whole.getType(selection.typeCondition.name.value)
    types.add(selection.typeCondition.name.value)
    if (isAbstractType(type)) for (const { name } of whole.getPossibleTypes(type)) types.add(name)
  }
  return types
}
