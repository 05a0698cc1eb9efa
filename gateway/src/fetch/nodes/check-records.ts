import { sizedCache } from '@shequ/process/sized-cache'
import { type DocumentNode, GraphQLObjectType, Kind, OperationTypeNode, parse } from 'graphql'
import { type Check, type Place, compileObject } from './compile-check.js'
import { operationOf } from '../../document/operation-of.js'
import { tierSchema } from './tier-schema.js'

/** What is wrong with the data that a node answered, or undefined. */
export type CheckRecords = (query: string, data: unknown, place: Place) => string | undefined

const mostBytes = 16 * 1024 ** 2

/** Bytes of memory that a check takes for each character of its operation, with room to spare. */
const bytesACharacter = 60

/** The root of a tier that is asked about entities alone. */
const onlyEntities = new GraphQLObjectType({ name: 'Query', fields: {} })

/**
 * Holds what a node answers against the community tier's schema and against who answers: every field that was asked for
 * and no other, each of its type, and records of the node's own community alone. So a node can neither lay a word into
 * another owner's fields nor pass a stranger's record off as its own.
 *
 * @param sdl the community tier's SDL
 */
export function recordChecker(sdl: string): CheckRecords {
  const document = parse(sdl)
  const schema = tierSchema(document)
  const ownTypes = recordTypes(document)
  const checks = sizedCache<Check>(mostBytes, (_, query) => bytesACharacter * query.length)
  const compile = (query: string): Check => {
    const { operation, fragments } = operationOf(query)
    const root =
      (operation.operation === OperationTypeNode.MUTATION ? schema.getMutationType() : schema.getQueryType()) ??
      onlyEntities
    return compileObject({ schema, fragments, ownTypes }, root, operation.selectionSet.selections)
  }
  return (query, data, place) => {
    let check = checks.get(query)
    if (check === undefined) {
      check = compile(query)
      checks.set(query, check)
    }
    return check(data, place)
  }
}

/** The types whose records the tier owns: keyed by `id`, and resolved by it. */
function recordTypes(document: DocumentNode): ReadonlySet<string> {
  return new Set(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION &&
      definition.directives?.some(
        ({ name, arguments: given = [] }) =>
          name.value === 'key' &&
          given.some(({ value }) => value.kind === Kind.STRING && value.value === 'id') &&
          !given.some((argument) => argument.name.value === 'resolvable'),
      )
        ? [definition.name.value]
        : [],
    ),
  )
}
