import { sizedCache } from '@shequ/process/sized-cache'
import type { GraphQLSchema } from 'graphql'
import { CompiledOperation } from './compiled-operation.js'

/** How many bytes the operations weigh that a subgraph keeps. The gateway's plans ask for few distinct ones. */
const mostBytesKept = 32 * 2 ** 20

/** What is kept of operations, for a test to hold against its bound. */
export interface CompileOperation {
  (query: string, operationName: string | undefined): CompiledOperation
  /** About how many bytes of memory the operations keep. */
  readonly bytes: () => number
}

export interface CompilerOptions {
  /** The bytes of plans that are kept. 32 MiB by default; with less, operations are planned again more often. */
  readonly mostBytes?: number
  /** Uses of a selection before it becomes a function. 30 by default; with fewer, compiling costs more than it saves. */
  readonly usesBeforeCompiled?: number
}

/**
 * Parses, validates and plans operations of a schema, each once while it stays among the last used.
 *
 * @throws {HubError} with every fault of a document that is not GraphQL or does not fit the schema.
 */
export function operationCompiler(
  schema: GraphQLSchema,
  { mostBytes = mostBytesKept, usesBeforeCompiled = 30 }: CompilerOptions = {},
): CompileOperation {
  const kept = sizedCache<CompiledOperation>(mostBytes, ({ bytes }) => bytes)
  const compile = (query: string, operationName: string | undefined) => {
    const key = `${operationName ?? ''}\n${query}`
    const known = kept.get(key)
    if (known) return known
    const onGrown = () => {
      if (kept.peek(key) !== operation) return
      kept.delete(key)
      kept.set(key, operation)
    }
    const operation = new CompiledOperation(schema, query, operationName, { onGrown, usesBeforeCompiled })
    kept.set(key, operation)
    return operation
  }
  return Object.assign(compile, { bytes: () => kept.calculatedSize })
}
