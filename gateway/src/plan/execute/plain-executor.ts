import type { ApolloServerOptionsWithGateway } from '@apollo/server'
import type { QueryPlan } from '@apollo/query-planner'
import { keepAtMost } from '@shequ/process/keep-at-most'
import { type DocumentNode, type GraphQLSchema, type OperationDefinitionNode, getVariableValues } from 'graphql'
import { liftStale } from '../../fetch/nodes/stale-mark.js'
import type { TierSource } from '../../fetch/tier-source.js'
import type { RequestContext } from '../../request/request-context.js'
import { NotPlain } from './collect-fields.js'
import { type Step, compilePlan } from './compile-plan.js'
import { type Merged, type Shape, compileShape } from './compile-shape.js'
import { runStep } from './run-steps.js'

type StockGateway = ApolloServerOptionsWithGateway<RequestContext>['gateway']
type StockExecutor = NonNullable<Awaited<ReturnType<StockGateway['load']>>['executor']>
type ExecutorContext = Parameters<StockExecutor>[0]
type Result = Awaited<ReturnType<StockExecutor>>

/** An operation that was compiled, or `stock` when only the stock executor knows all of it. */
type Compiled = { readonly steps: Step; readonly shape: Shape } | 'stock'

/** What the planner made of an operation. */
export interface Planned {
  readonly queryPlan: QueryPlan
  readonly document: DocumentNode
  readonly operationName: string | undefined
  readonly queryHash: string
  readonly schema: GraphQLSchema
}

/** Executes operations of plain shape from compiled plans, and hands all others on. */
export interface PlainExecutor {
  /** Keeps what the planner made of an operation that the stock executor is about to execute. */
  learn(planned: Planned): void
  /** Puts this executor before the stock one. */
  before(stock: StockExecutor): StockExecutor
}

const mostOperationsKept = 2_000

/**
 * The stock executor parses the plan's operation anew for every request and shapes the response through the planner's
 * schema model; both together cost more than everything else the gateway does. Operations over object types without
 * directives need neither: their plan and their response's shape are compiled once. The first request of an operation
 * goes through the stock executor, which plans it.
 */
export function createPlainExecutor(sources: ReadonlyMap<string, TierSource>): PlainExecutor {
  // By schema, so that what was compiled for a graph ends with it.
  const compiled = new WeakMap<GraphQLSchema, Map<string, Compiled>>()

  return {
    learn(planned) {
      const known = compiled.get(planned.schema) ?? new Map<string, Compiled>()
      compiled.set(planned.schema, known)
      keepAtMost(known, mostOperationsKept, keyOf(planned.queryHash, planned.operationName), compile(planned))
    },
    before: (stock) => async (request) => liftStale(await run(stock, request)),
  }

  async function run(stock: StockExecutor, request: ExecutorContext): Promise<Result> {
    const { queryHash, schema, operation } = request
    const known = compiled.get(schema)?.get(keyOf(queryHash, request.request.operationName))
    if (known === undefined || known === 'stock') return await stock(request)
    const variables = request.request.variables ?? {}
    const faults = variableFaults(schema, operation, variables)
    if (faults !== undefined) return { errors: faults }
    return await execute(known.steps, known.shape, variables, sources, request)
  }
}

function compile({ queryPlan, schema, document, operationName }: Planned): Compiled {
  try {
    return { steps: compilePlan(queryPlan, schema), shape: compileShape(schema, document, operationName) }
  } catch (error) {
    if (error instanceof NotPlain) return 'stock'
    throw error
  }
}

async function execute(
  steps: Step,
  shape: Shape,
  variables: Readonly<Record<string, unknown>>,
  sources: ReadonlyMap<string, TierSource>,
  request: ExecutorContext,
): Promise<Result> {
  const merged: Merged = {}
  const errors: NonNullable<Result['errors']>[number][] = []
  await runStep(steps, { data: merged, errors, variables, sources, context: request.context as RequestContext })
  const { data, errors: completionErrors } = shape(merged)
  if (errors.length > 0) return { errors, data }
  return completionErrors.length > 0 ? { extensions: { valueCompletion: completionErrors }, data } : { data }
}

function variableFaults(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Result['errors'] {
  return variableDefinitions.length === 0 ? undefined : getVariableValues(schema, variableDefinitions, variables).errors
}

function keyOf(queryHash: string, operationName: string | undefined): string {
  return operationName === undefined ? queryHash : `${queryHash} ${operationName}`
}
