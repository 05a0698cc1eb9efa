import type { QueryPlan } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { type PickKeys, compilePick } from './compile-pick.js'
import { type Rewrite, compileRewrites } from './compile-rewrites.js'

/** One question to one tier: at the root, or about the entities that stand at the place of its `Flatten`. */
export interface FetchStep {
  readonly kind: 'fetch'
  readonly tier: string
  readonly query: string
  readonly operationName: string | undefined
  /** The variables that the question uses, by their names on the wire. */
  readonly variables: readonly string[]
  /** Makes an entity's representation; undefined at the root. */
  readonly pick: PickKeys | undefined
  /** Changes each representation before it is sent. */
  readonly rewriteInput: Rewrite | undefined
  /** Changes what comes, each entity for itself. */
  readonly rewriteOutput: Rewrite | undefined
  /** Where the entities stand; `@` stands for each element of a list. */
  readonly path: readonly string[]
}

/** Steps in the order in which they may be taken. */
export type Step =
  | FetchStep
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }

type PlanNode = Exclude<NonNullable<QueryPlan['node']>, { kind: 'Subscription' }>
type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>

/** Compiles a query plan into steps; undefined when no tier needs to be asked. */
export function compilePlan({ node }: QueryPlan, whole: GraphQLSchema): Step | undefined {
  return node === undefined ? undefined : compileNode(node as PlanNode, [], whole)
}

function compileNode(node: PlanNode, path: readonly string[], whole: GraphQLSchema): Step {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((child) => compileNode(child, path, whole)) }
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((child) => compileNode(child, path, whole)) }
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path.map(String)], whole)
    case 'Fetch':
      return compileFetch(node, path, whole)
    default:
      throw new Error(`Expected a plan without conditions and deferred parts, but got ${node.kind}.`)
  }
}

function compileFetch(node: FetchNode, path: readonly string[], whole: GraphQLSchema): FetchStep {
  return {
    kind: 'fetch',
    tier: node.serviceName,
    query: node.operation,
    operationName: node.operationName,
    variables: node.variableUsages ?? [],
    pick: node.requires === undefined ? undefined : compilePick(node.requires, whole),
    rewriteInput: compileRewrites(node.inputRewrites, whole),
    rewriteOutput: compileRewrites(node.outputRewrites, whole),
    path,
  }
}
