import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { keepAtMost } from '@shequ/process/keep-at-most'
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit'
import { HubError } from '@shequ/schema/errors/hub-error'
import type { AskedFields } from '../database/table.js'

/** How many compiled operations a subgraph keeps. The gateway's plans ask for few distinct ones. */
const capacity = 1_000

/** An operation as a function, with the names of the fields that its document asks for. */
export interface CompiledOperation extends CompiledQuery {
  readonly asked: AskedFields
}

export type CompileOperation = (query: string, operationName: string | undefined) => CompiledOperation

/**
 * Parses, validates and compiles operations of a schema to functions, each once while it stays among the last used.
 *
 * @throws {HubError} with every fault of a document that is not GraphQL or does not fit the schema.
 */
export function operationCompiler(schema: GraphQLSchema): CompileOperation {
  const compiled = new Map<string, CompiledOperation>()
  return (query, operationName) => {
    const key = `${operationName ?? ''}\n${query}`
    const known = compiled.get(key)
    if (known) {
      compiled.delete(key)
      compiled.set(key, known)
      return known
    }
    const operation = compile(schema, query, operationName)
    keepAtMost(compiled, capacity, key, operation)
    return operation
  }
}

function compile(schema: GraphQLSchema, query: string, operationName: string | undefined): CompiledOperation {
  const document = parseOrRefuse(query)
  const faults = validate(schema, document)
  if (faults.length > 0) throw explainFaults(faults)
  const result = compileQuery(schema, document, operationName)
  if (isCompiledQuery(result)) return { ...result, asked: fieldNames(schema, document) }
  throw new HubError('OPERATION_RESOLUTION_FAILURE', (result.errors ?? []).map((error) => error.message).join(' '))
}

/** A value that a scalar refused is the asker's fault and is told as the scalar told it; anything else is the document's. */
function explainFaults(faults: readonly GraphQLError[]): HubError {
  const refused = faults.find((fault) => fault instanceof HubError)
  if (refused) return refused
  return new HubError('GRAPHQL_VALIDATION_FAILED', faults.map((fault) => fault.message).join(' '))
}

function parseOrRefuse(query: string): DocumentNode {
  try {
    return parse(query)
  } catch (error) {
    if (error instanceof GraphQLError) throw new HubError('GRAPHQL_PARSE_FAILED', error.message)
    throw error
  }
}

function fieldNames(schema: GraphQLSchema, document: DocumentNode): AskedFields {
  const names = new Set<string>()
  const types = new TypeInfo(schema)
  const Field = ({ name }: { readonly name: { readonly value: string } }) => {
    names.add(name.value)
    names.add(`${types.getParentType()?.name ?? ''}.${name.value}`)
  }
  visit(document, visitWithTypeInfo(types, { Field }))
  return names
}
