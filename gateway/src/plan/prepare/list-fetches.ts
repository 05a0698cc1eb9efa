import type { QueryPlan } from '@apollo/query-planner'

type PlanNode = Exclude<NonNullable<QueryPlan['node']>, { kind: 'Subscription' }>

/** A question to one tier as the planner has it. */
export type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>

/** A fetch of a plan, with where its entities stand and what must be done before. */
export interface PlannedFetch {
  readonly node: FetchNode
  /** Where the entities stand; `@` stands for each element of a list. Empty at the root. */
  readonly path: readonly string[]
  /** What it waits for, and all that must be done before it. */
  readonly after: readonly PlannedFetch[]
  readonly before: ReadonlySet<PlannedFetch>
  /** How many fetches must be done before it one after another. */
  readonly depth: number
  /** Asked in its place about entities that it can't name, since it asks for more than this one did. */
  readonly otherwise?: PlannedFetch
}

/** Lists the fetches of a plan, each after those that must be done before it. */
export function listFetches({ node }: QueryPlan): readonly PlannedFetch[] {
  const listed: PlannedFetch[] = []
  const list = (part: PlanNode, path: readonly string[], after: readonly PlannedFetch[]): readonly PlannedFetch[] => {
    switch (part.kind) {
      case 'Sequence':
        return part.nodes.reduce((done, child) => list(child, path, done), after)
      case 'Parallel':
        return part.nodes.length === 0 ? after : part.nodes.flatMap((child) => list(child, path, after))
      case 'Flatten':
        return list(part.node, [...path, ...part.path.map(String)], after)
      case 'Fetch': {
        const depth = after.reduce((most, fetch) => Math.max(most, fetch.depth + 1), 0)
        const before = new Set(after.flatMap((earlier) => [earlier, ...earlier.before]))
        const fetch = { node: part, path, after: [...new Set(after)], before, depth }
        listed.push(fetch)
        return [fetch]
      }
      default:
        throw new Error(`Expected a plan without conditions and deferred parts, but got ${part.kind}.`)
    }
  }
  if (node !== undefined) list(node as PlanNode, [], [])
  return listed
}
