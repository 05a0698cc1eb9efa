import type { OperationDefinitionNode } from 'graphql'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import { type Plan, compilePlan } from './compile-plan.js'
import { type Shape, type ShapeSource, compileShape } from './compile-shape.js'
import type { Graph } from './graph.js'
import { listFetches } from './list-fetches.js'
import { measureOperation } from './measure-operation.js'
import { requireAnswerable } from './require-answerable.js'
import { toWire } from './wire-document.js'

/** An operation that is ready to be executed, however often. */
export interface Prepared {
  /** Without a fetch when no tier needs to be asked. */
  readonly plan: Plan
  readonly shape: Shape
  /** About how many bytes of memory all this takes. */
  readonly size: number
}

/** What is prepared: an operation of a valid document, under one set of values for the variables of its conditions, for who may see the same. */
export interface Asked extends Pick<ShapeSource, 'document' | 'operationName' | 'refusals'> {
  readonly operation: OperationDefinitionNode
  readonly conditions: Readonly<Record<string, unknown>>
}

/** Bytes of memory for each field of a shape, for each character of the plan's questions, and for the rest; measured. */
const bytesAField = 900
const bytesACharacter = 6
const bytesAnOperation = 4_000

/**
 * Plans an operation, and compiles the plan and the response's shape.
 *
 * @throws {HubError} REQUEST_TOO_LARGE, and GRAPHQL_VALIDATION_FAILED for one that can't be planned.
 */
export function prepareOperation(graph: Graph, asked: Asked): Prepared {
  const { document, operation, operationName, conditions, refusals } = asked
  const fields = measureOperation(operation, fragmentsOf(document))
  const wire = toWire(document, { schema: graph.api, taken: graph.taken, conditions, refusals })
  const fetches = listFetches(graph.plan(wire, operationName))
  requireAnswerable(wire, operationName, fetches, graph)
  const plan = compilePlan(fetches, graph.whole)
  const source = { schema: graph.api, taken: graph.taken, document, operationName, refusals }
  const characters = plan.reduce((sum, { query, places }) => sum + query.length * places.length, 0)
  return {
    plan,
    shape: compileShape(source, conditions),
    size: bytesAnOperation + bytesAField * fields + bytesACharacter * characters,
  }
}
