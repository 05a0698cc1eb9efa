import { GraphQLError, type GraphQLSchema, parse, validate } from 'graphql'

/** An operation that a client is known to ask. */
export interface KnownOperation {
  /** Whose it is. */
  readonly client: string
  readonly name: string
  readonly body: string
}

/** An operation that a schema no longer answers, and why. */
export type BrokenOperation<Operation extends KnownOperation = KnownOperation> = Operation & {
  readonly faults: readonly string[]
}

/** The operations that a new schema does not take, though the one before did. */
export function brokenOperations<Operation extends KnownOperation>(
  operations: readonly Operation[],
  before: GraphQLSchema,
  after: GraphQLSchema,
): readonly BrokenOperation<Operation>[] {
  return operations.flatMap((operation) => {
    if (faultsOf(operation, before).length > 0) return []
    const faults = faultsOf(operation, after)
    return faults.length === 0 ? [] : [{ ...operation, faults }]
  })
}

function faultsOf({ body }: KnownOperation, schema: GraphQLSchema): readonly string[] {
  try {
    return validate(schema, parse(body)).map(({ message }) => message)
  } catch (error) {
    if (error instanceof GraphQLError) return [error.message]
    throw error
  }
}
