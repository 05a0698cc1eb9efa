import type { QueryPlan } from '@apollo/query-planner'
import { type GraphQLSchema, isObjectType } from 'graphql'
import { NotPlain } from './collect-fields.js'

/** One question to one tier: at the root, or about the entities that stand at the place of its `Flatten`. */
export interface FetchStep {
  readonly kind: 'fetch'
  readonly tier: string
  readonly query: string
  readonly operationName: string | undefined
  /** The client's variables that the question uses. */
  readonly variables: readonly string[]
  /** What names each entity, by its type; undefined at the root. */
  readonly requires: ReadonlyMap<string, readonly RequiredField[]> | undefined
  /** Where the entities stand; `@` stands for each element of a list. */
  readonly path: readonly string[]
}

/** A field of a representation. */
export interface RequiredField {
  readonly key: string
  readonly fields: readonly RequiredField[] | undefined
}

/** Steps in the order in which they may be taken. */
export type Step =
  | FetchStep
  | { readonly kind: 'sequence'; readonly steps: readonly Step[] }
  | { readonly kind: 'parallel'; readonly steps: readonly Step[] }

type PlanNode = NonNullable<QueryPlan['node']>
type FetchNode = Extract<PlanNode, { kind: 'Fetch' }>
type Selection = NonNullable<FetchNode['requires']>[number]

/**
 * Compiles a query plan into steps.
 *
 * @throws {NotPlain} at rewrites, conditions, deferred parts and abstract types.
 */
export function compilePlan(plan: QueryPlan, schema: GraphQLSchema): Step {
  if (plan.node === undefined) throw new NotPlain('an empty plan')
  return compileNode(plan.node, [], schema)
}

function compileNode(node: PlanNode, path: readonly string[], schema: GraphQLSchema): Step {
  switch (node.kind) {
    case 'Sequence':
      return { kind: 'sequence', steps: node.nodes.map((child) => compileNode(child, path, schema)) }
    case 'Parallel':
      return { kind: 'parallel', steps: node.nodes.map((child) => compileNode(child, path, schema)) }
    case 'Flatten':
      return compileNode(node.node, [...path, ...node.path.map(plainElement)], schema)
    case 'Fetch':
      return compileFetch(node, path, schema)
    default:
      throw new NotPlain(node.kind)
  }
}

function compileFetch(node: FetchNode, path: readonly string[], schema: GraphQLSchema): FetchStep {
  if (hasAny(node.inputRewrites) || hasAny(node.outputRewrites) || hasAny(node.contextRewrites)) {
    throw new NotPlain('rewrites')
  }
  if (node.requires === undefined && path.length > 0) throw new NotPlain('a nested fetch without entities')
  return {
    kind: 'fetch',
    tier: node.serviceName,
    query: node.operation,
    operationName: node.operationName,
    variables: node.variableUsages ?? [],
    requires: node.requires === undefined ? undefined : requiredByType(node.requires, schema),
    path,
  }
}

function requiredByType(
  selections: readonly Selection[],
  schema: GraphQLSchema,
): ReadonlyMap<string, readonly RequiredField[]> {
  const byType = new Map<string, readonly RequiredField[]>()
  for (const selection of selections) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined) throw new NotPlain('a bare key')
    const { typeCondition } = selection
    if (!isObjectType(schema.getType(typeCondition)) || byType.has(typeCondition)) throw new NotPlain('a shared key')
    byType.set(typeCondition, requiredFields(selection.selections))
  }
  return byType
}

function requiredFields(selections: readonly Selection[]): readonly RequiredField[] {
  return selections.map((selection) => {
    if (selection.kind !== 'Field') throw new NotPlain('a key of several types')
    return {
      key: selection.alias ?? selection.name,
      fields: selection.selections === undefined ? undefined : requiredFields(selection.selections),
    }
  })
}

function plainElement(element: string | number): string {
  if (typeof element !== 'string' || /^(\.\.\.|\|)|\|\[/.test(element)) throw new NotPlain('a conditional path')
  return element
}

function hasAny(rewrites: readonly unknown[] | undefined): boolean {
  return rewrites !== undefined && rewrites.length > 0
}
