import { sizedCache } from '@shequ/process/sized-cache'
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  OperationTypeNode,
  getArgumentValues,
  getVariableValues,
  print,
} from 'graphql'
import { collectFields } from '@shequ/schema/document/collect-fields'
import { type FetchOperation, operationOf } from '../../document/operation-of.js'
import type { TierRequest } from '../tier-source.js'
import { type EntityQuestion, entityQuestion } from './entity-question.js'
import { reducedDocument } from './reduced-document.js'

/** A root field of a request, that its own owner answers. */
export interface RootField {
  /** Its key in the answer. */
  readonly key: string
  /** The code or id in its arguments that names the owner; undefined for a field that names none. */
  readonly owner: string | undefined
  /** The same as a question about entities, of a field that finds a record by its id; undefined for other fields. */
  readonly asEntities: () => EntityQuestion | undefined
}

/** A request at the root of the graph, whose fields may be of several owners. */
export interface SplitOperation {
  readonly isMutation: boolean
  readonly fields: readonly RootField[]
  /** The operation with these fields alone, and what they use. */
  readonly only: (keys: ReadonlySet<string>) => string
}

/** Reads the root fields of a request as its tier will, with arguments and conditions as GraphQL itself coerces them. */
export type SplitRequest = (request: TierRequest) => SplitOperation

const mostBytes = 16 * 1024 ** 2

/** Bytes of memory that a parsed operation takes for each of its characters; measured. */
const bytesACharacter = 25

/** Splits requests to a tier of this schema. Each operation is parsed once while it stays among the last asked. */
export function requestSplitter(schema: GraphQLSchema): SplitRequest {
  const parsed = sizedCache<FetchOperation>(mostBytes, (_, query) => bytesACharacter * query.length)
  return ({ query, variables }) => {
    const known = parsed.get(query)
    const fetched = known ?? operationOf(query)
    if (known === undefined) parsed.set(query, fetched)
    return split(schema, fetched, query, variables)
  }
}

function split(
  schema: GraphQLSchema,
  fetched: FetchOperation,
  query: string,
  variables: TierRequest['variables'],
): SplitOperation {
  const { operation, fragments } = fetched
  const isMutation = operation.operation === OperationTypeNode.MUTATION
  const root = schema.getRootType(operation.operation)
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables)
  // What can't be read as GraphQL reads it is nobody's: the hosted server says what is wrong with it.
  if (root === undefined || root === null || coerced === undefined) return { isMutation, fields: [], only: () => query }
  const byKey = collectFields(root, [operation.selectionSet], { schema, fragments, conditions: coerced })
  return {
    isMutation,
    fields: [...byKey].map(([key, nodes]) => {
      const owner = ownerOf(root, nodes[0], coerced)
      const reading = { schema, fragments, conditions: coerced }
      return {
        key,
        owner,
        asEntities: () => (isMutation ? undefined : entityQuestion(root, nodes, owner, { fetched, reading })),
      }
    }),
    only: (keys) =>
      byKey.size === keys.size
        ? query
        : print(
            reducedDocument(
              fetched,
              [...byKey].flatMap(([key, nodes]) => (keys.has(key) ? nodes.map(withoutConditions) : [])),
            ),
          ),
  }
}

/** The conditions of a field that is asked have been read. */
function withoutConditions(node: FieldNode): FieldNode {
  return { ...node, directives: [] }
}

/** Every write of the community tier names `community` in its input. */
function ownerOf(root: GraphQLObjectType, node: FieldNode, variables: TierRequest['variables']): string | undefined {
  const field = root.getFields()[node.name.value]
  if (field === undefined) return undefined
  for (const [name, argument] of Object.entries(argumentsOf(field, node, variables))) {
    if ((name === 'community' || name === 'code' || name === 'id') && typeof argument === 'string') return argument
    const community: unknown =
      typeof argument === 'object' && argument !== null ? Reflect.get(argument, 'community') : undefined
    if (typeof community === 'string') return community
  }
  return undefined
}

function argumentsOf(
  field: Parameters<typeof getArgumentValues>[0],
  node: FieldNode,
  variables: TierRequest['variables'],
): Readonly<Record<string, unknown>> {
  try {
    return getArgumentValues(field, node, variables)
  } catch {
    // The server that is asked says what is wrong with them.
    return {}
  }
}
