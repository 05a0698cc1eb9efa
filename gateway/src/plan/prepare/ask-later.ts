import { groupBy } from './group-by.js'
import { joinQuestions } from './join-questions.js'
import type { FetchNode, PlannedFetch } from './list-fetches.js'
import { fieldsIn, questionOf } from './question.js'

/** A fetch that is asked: in the place of `fetch` in the plan, maybe for more than the planner has there. */
export interface AskedFetch {
  readonly fetch: PlannedFetch
  readonly node: FetchNode
  /** What is asked of entities that can't be named to it, since it needs more of them. */
  readonly otherwise: PlannedFetch | undefined
}

/**
 * Lets a fetch that nothing waits for be asked with a later one of the same tier about the same entities, which needs more of them than
 * their keys. The answer waits for the later one anyway. Entities that can't be named to it, since a tier failed that knows what it
 * needs, are asked about as before.
 */
export function askLater(fetches: readonly PlannedFetch[]): readonly AskedFetch[] {
  const awaited = new Set(fetches.flatMap(({ after }) => after))
  const ofPlace = groupBy(fetches, placeOf)
  const gone = new Set<PlannedFetch>()
  const joined = new Map<PlannedFetch, AskedFetch>()
  for (const early of fetches) {
    if (awaited.has(early) || early.node.requires === undefined) continue
    const others = ofPlace.get(placeOf(early)) ?? []
    const later = others.find((fetch) => !gone.has(fetch) && !joined.has(fetch) && canTake(fetch, early))
    const node = later && joinQuestions(later.node, early.node)
    if (later === undefined || node === undefined) continue
    gone.add(early)
    joined.set(later, { fetch: later, node, otherwise: early })
  }
  return fetches
    .filter((fetch) => !gone.has(fetch))
    .map((fetch) => joined.get(fetch) ?? { fetch, node: fetch.node, otherwise: undefined })
}

/** Where a fetch asks, and whom. */
function placeOf({ node, path }: PlannedFetch): string {
  return `${node.serviceName} ${path.join(' ')}`
}

/** Whether one of two fetches that ask one tier at one place can be asked with the other. */
function canTake(later: PlannedFetch, early: PlannedFetch): boolean {
  return (
    later.depth > early.depth &&
    early.after.every((fetch) => later.before.has(fetch)) &&
    !hasRewrites(later.node) &&
    !hasRewrites(early.node) &&
    namesMore(later.node, early.node) &&
    asksOther(later.node, early.node)
  )
}

/** Whether the planner changes what is sent or what comes. */
export function hasRewrites({ inputRewrites, outputRewrites }: FetchNode): boolean {
  return (inputRewrites?.length ?? 0) + (outputRewrites?.length ?? 0) > 0
}

/** Whether both are about one type, and the later one is told all that names an entity to the early one. */
function namesMore({ requires: more = [] }: FetchNode, { requires: less = [] }: FetchNode): boolean {
  const [given] = more
  const [needed] = less
  if (more.length !== 1 || less.length !== 1) return false
  if (given?.kind !== 'InlineFragment' || needed?.kind !== 'InlineFragment') return false
  if (given.typeCondition === undefined || given.typeCondition !== needed.typeCondition) return false
  const known = new Set(given.selections.map((selection) => JSON.stringify(selection)))
  return needed.selections.every((selection) => known.has(JSON.stringify(selection)))
}

/** Whether no key of an answer would be asked for in two ways. */
function asksOther(later: FetchNode, early: FetchNode): boolean {
  const [one, other] = [questionOf(later), questionOf(early)]
  const keys = fieldsIn([one.selected], one.fragments)
  return [...fieldsIn([other.selected], other.fragments).keys()].every((key) => key === '__typename' || !keys.has(key))
}
