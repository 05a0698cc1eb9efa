import { type SizedCache, sizedCache } from '@shequ/process/sized-cache'
import type { OperationDefinitionNode } from 'graphql'
import { liftStale } from '../../fetch/nodes/stale-mark.js'
import type { TierSource } from '../../fetch/tier-source.js'
import type { RequestContext } from '../../fetch/request-context.js'
import type { Merged } from '../prepare/compile-shape.js'
import type { Graph } from '../prepare/graph.js'
import { type Prepared, prepareOperation } from '../prepare/prepare-operation.js'
import { coercedVariables } from '../prepare/coerced-variables.js'
import { conditionsOf } from '../prepare/condition-variables.js'
import type { Executor, ExecutorRequest } from '../prepare/gateway-types.js'
import { variableOnWire } from '../prepare/wire-names.js'
import { runPlan } from './run-plan.js'
import { settleErrors } from './settle-errors.js'
import type { TierError } from './tier-error.js'
import { withoutStacks } from './without-stacks.js'

type Result = Awaited<ReturnType<Executor>>

/** What tiers said, without and with the notes of what is stale. */
interface Ended extends Pick<Result, 'extensions'> {
  readonly errors?: readonly TierError[]
}

/** Executes operations, and keeps what it prepared of them. */
export interface PreparingExecutor extends Executor {
  /** About how many bytes of memory what was prepared for a graph takes. */
  readonly bytes: (graph: Graph) => number
}

/** The bytes of memory for operations that are prepared. */
const mostBytesKept = 64 * 1024 ** 2

/**
 * Executes operations: each is planned and compiled once, for what its conditions come to and what its viewer may not see, while it stays
 * among the last asked, and every request runs the same compiled plan and shape.
 *
 * @param mostBytes what the operations of a graph that are kept may take
 */
export function createExecutor(
  graphOf: (schema: ExecutorRequest['schema']) => Graph,
  sources: ReadonlyMap<string, TierSource>,
  mostBytes = mostBytesKept,
): PreparingExecutor {
  // By graph, so that what was prepared for a graph ends with it.
  const prepared = new WeakMap<Graph, SizedCache<Prepared>>()

  const execute: Executor = async (request) => {
    const { schema, operation } = request
    const given = request.request.variables ?? {}
    const { coerced, errors } = coercedVariables(request)
    if (errors !== undefined) return { errors }
    const graph = graphOf(schema)
    const { plan, shape } = preparedFor(graph, request, coerced)
    const data: Merged = {}
    const told: TierError[] = []
    const context = request.context as RequestContext
    const variables = wireVariables(operation, given, coerced)
    const { interfaceObjects } = graph
    await runPlan(plan, {
      data,
      errors: told,
      variables,
      sources,
      interfaceObjects,
      context,
      shared: new Set(),
      known: new Map(),
    })
    const { errors: toldToClient = [], extensions } = liftStale<Ended>({ errors: told })
    const shaped = withoutStacks(() => shape(data, given))
    const settled = settleErrors(toldToClient, shaped, graph)
    return {
      ...(settled.length > 0 && { errors: settled }),
      data: shaped.data,
      ...(extensions && { extensions }),
    }
  }
  return Object.assign(execute, { bytes: (graph: Graph) => prepared.get(graph)?.calculatedSize ?? 0 })

  function preparedFor(
    graph: Graph,
    { queryHash, request, document, operation, context }: ExecutorRequest,
    variables: Readonly<Record<string, unknown>>,
  ): Prepared {
    const kept = prepared.get(graph) ?? sizedCache<Prepared>(mostBytes, ({ size }) => size)
    prepared.set(graph, kept)
    const operationName = request.operationName || undefined
    const conditions = conditionsOf(document, variables)
    const refusals = graph.findRefusals(document, (context as RequestContext).viewer)
    const key = `${queryHash} ${operationName ?? ''} ${conditions} ${refusals?.key ?? ''}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const made = prepareOperation(graph, { document, operation, operationName, conditions: variables, refusals })
    kept.set(key, made)
    return made
  }
}

/** The variables as tiers are told them: as they came, and those left out with their defaults. */
function wireVariables(
  { variableDefinitions = [] }: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const variables: Record<string, unknown> = {}
  for (const { variable } of variableDefinitions) {
    const name = variable.name.value
    const value = given[name] === undefined ? coerced[name] : given[name]
    if (value !== undefined) variables[variableOnWire(name)] = value
  }
  return variables
}
