import { type GraphQLError, type GraphQLSchema, execute, parse } from 'graphql'
import type { DrawnOperation } from '@shequ/schema/testing/operations/draw-operation'
import type { CompiledOperation } from '../execute/compiled-operation.js'

export interface Comparison {
  readonly schema: GraphQLSchema
  readonly compiled: CompiledOperation
  readonly operation: DrawnOperation
  /** Makes a context; each executor gets one of its own. */
  readonly createContext?: () => unknown
  /** Whether nothing waits, so that errors have an order. */
  readonly inOrder: boolean
}

interface Outcome {
  readonly data?: unknown
  readonly errors?: readonly GraphQLError[] | undefined
}

/** Runs an operation here and by graphql-js, and tells what differs; undefined when nothing does. */
export async function differenceFromGraphql(comparison: Comparison): Promise<string | undefined> {
  const { schema, compiled, operation, createContext = () => ({}), inOrder } = comparison
  const { query, variables, operationName } = operation
  const expected = await execute({
    schema,
    document: parse(query, { noLocation: true }),
    variableValues: variables,
    operationName,
    contextValue: createContext(),
  })
  const actual = await compiled.query(undefined, createContext(), variables)
  const shown = [tell(expected, inOrder), tell(actual, inOrder)]
  if (shown[0] === shown[1]) return undefined
  return `graphql-js:\n${shown[0]}\nhere:\n${shown[1]}\nof:\n${query}\n${JSON.stringify({ variables, operationName })}`
}

/** What must be alike, as text: keys in their order too. */
function tell({ data, errors = [] }: Outcome, inOrder: boolean): string {
  const lines = errors.map((error) =>
    data === undefined ? 'refused' : inOrder ? tellError(error) : tellPlace(error, data),
  )
  // Where two fail under one null that neither may be, the first to come is told: either is right.
  return [JSON.stringify(data), ...(inOrder ? lines : new Set(lines.toSorted()))].join('\n')
}

function tellError({ path, message }: GraphQLError): string {
  return `${(path ?? []).join('.')}: ${/^(?:thrown at|Cannot return null|Argument)/.test(message) ? message : ''}`
}

/** The place of the null that an error made; with its message where it is the error's own. */
function tellPlace(error: GraphQLError, data: unknown): string {
  const { path = [] } = error
  let value = data
  let depth = 0
  while (depth < path.length && value !== null && value !== undefined) {
    value = (value as Readonly<Record<string | number, unknown>>)[path[depth++] as string]
  }
  return depth === path.length ? tellError(error) : path.slice(0, depth).join('.')
}
