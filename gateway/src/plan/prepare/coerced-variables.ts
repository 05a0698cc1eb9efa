import { getVariableValues } from 'graphql'
import type { ExecutorRequest } from './gateway-types.js'

type Coerced = ReturnType<typeof getVariableValues>

const known = new WeakMap<ExecutorRequest, Coerced>()

/** The variables of a request, coerced as GraphQL has it: once, though its admission and its execution both ask for them. */
export function coercedVariables(request: ExecutorRequest): Coerced {
  const { schema, operation } = request
  const coerced =
    known.get(request) ??
    getVariableValues(schema, operation.variableDefinitions ?? [], request.request.variables ?? {})
  known.set(request, coerced)
  return coerced
}
