import { type GraphQLSchema, Kind, isAbstractType } from 'graphql'
import { type AskedFetch, hasRewrites } from './ask-later.js'
import { groupBy } from './group-by.js'
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
  const groups: FetchGroup[] = []
  for (const together of groupBy(fetches, ({ fetch, node }) => `${fetch.depth} ${node.serviceName}`).values()) {
    groups.push(...ofOtherTypes(ofOneText(together), whole))
  }
  return groups.toSorted((one, other) => depthOf(one) - depthOf(other))
}

function depthOf({ fetches }: FetchGroup): number {
  return fetches[0]?.fetch.depth ?? 0
}

/** Groups of fetches that ask the same, with what the planner changes of it. */
function ofOneText(fetches: readonly AskedFetch[]): readonly FetchGroup[] {
  const ofText = groupBy(
    fetches.filter(({ node }) => node.requires !== undefined),
    ({ node }) => `${textOf(node)} ${rewritesOf(node)}`,
  )
  const ofRoot = fetches.filter(({ node }) => node.requires === undefined).map((fetch) => [fetch])
  return [...ofRoot, ...ofText.values()].flatMap((group) =>
    group[0] === undefined ? [] : [{ node: group[0].node, fetches: group }],
  )
}

/** How many questions are looked at to find one that another can go with. */
const mostLooks = 20

/** Groups with those joined that are about other types. */
function ofOtherTypes(groups: readonly FetchGroup[], whole: GraphQLSchema): readonly FetchGroup[] {
  const joined: FetchGroup[] = []
  for (const group of groups) {
    let isJoined = false
    for (const [index, other] of joined.slice(0, mostLooks).entries()) {
      const node = oneQuestion(other.node, group.node, whole)
      if (node === undefined) continue
      joined[index] = { node, fetches: [...other.fetches, ...group.fetches] }
      isJoined = true
      break
    }
    if (!isJoined) joined.push(group)
  }
  return joined
}

function oneQuestion(one: FetchNode, other: FetchNode, whole: GraphQLSchema): FetchNode | undefined {
  if (one.requires === undefined || other.requires === undefined) return undefined
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
