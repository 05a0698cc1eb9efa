import {
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  parse,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { AskedFields } from '../database/table.js'

/** One operation of a document that fits the schema. */
export interface ParsedOperation {
  readonly operation: OperationDefinitionNode
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>
  /** The names of the fields that the document asks for. */
  readonly asked: AskedFields
  /** The variables that stand in `@include` and `@skip`. */
  readonly conditions: readonly string[]
}

/** @throws {HubError} with every fault of a document that is not GraphQL or does not fit the schema. */
export function parseOperation(
  schema: GraphQLSchema,
  query: string,
  operationName: string | undefined,
): ParsedOperation {
  const document = parseOrRefuse(query)
  const faults = validate(schema, document)
  if (faults.length > 0) throw explainFaults(faults)
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
  const asked = new Set<string>()
  const conditions = new Set<string>()
  const types = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        asked.add(name.value)
        asked.add(`${types.getParentType()?.name ?? ''}.${name.value}`)
      },
      Directive: ({ arguments: given = [] }) => {
        for (const { value } of given) if (value.kind === Kind.VARIABLE) conditions.add(value.name.value)
      },
    }),
  )
  return {
    operation: chooseOperation(operations, operationName),
    fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    asked,
    conditions: [...conditions],
  }
}

/** A name that is empty is none. */
function chooseOperation(
  operations: readonly OperationDefinitionNode[],
  operationName: string | undefined,
): OperationDefinitionNode {
  const [only, another] = operations
  if (operationName) {
    const named = operations.find(({ name }) => name?.value === operationName)
    if (named) return named
    throw new HubError('OPERATION_RESOLUTION_FAILURE', `Unknown operation named "${operationName}".`)
  }
  if (only && !another) return only
  throw new HubError(
    'OPERATION_RESOLUTION_FAILURE',
    only ? 'Must provide operation name if query contains multiple operations.' : 'Must provide an operation.',
  )
}

/** A value that a scalar refused is the asker's fault and is told as the scalar told it; anything else is the document's. */
function explainFaults(faults: readonly GraphQLError[]): HubError {
  const refused = faults.find((fault) => fault instanceof HubError)
  if (refused) return refused
  return new HubError('GRAPHQL_VALIDATION_FAILED', faults.map((fault) => fault.message).join(' '))
}

/** Without locations, which no error of a subgraph shows: they would keep every token of the text. */
function parseOrRefuse(query: string) {
  try {
    return parse(query, { noLocation: true })
  } catch (error) {
    if (error instanceof GraphQLError) throw new HubError('GRAPHQL_PARSE_FAILED', error.message)
    throw error
  }
}
