import { collectFields, type Reading } from '@shequ/schema/document/collect-fields'
import {
  type FieldNode,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isObjectType,
  Kind,
  print,
  type SelectionNode,
} from 'graphql'
import { type FetchOperation, operationOf } from '../../document/operation-of.js'
import { reducedDocument } from './reduced-document.js'

/** A question for a record by its id, asked about the entities that it can be: one of each type. */
export interface EntityQuestion {
  readonly query: string
  readonly representations: readonly unknown[]
  /** Whether the record's type is not known, so that all but one of the entities are not there. */
  readonly isOfAnyType: boolean
}

/** What a question is made of. */
export interface Fetched {
  readonly fetched: FetchOperation
  readonly reading: Reading
}

/** What every question about entities has. */
const { operation: shell } = operationOf(
  'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }',
)
const [entities] = shell.selectionSet.selections

/**
 * Turns a root field that finds a record by its id into a question about entities. Every node answers that, however old its
 * software is and in whatever language, so that a new field of the root asks nothing new of nodes.
 */
export function entityQuestion(
  root: GraphQLObjectType,
  [first, ...more]: readonly [FieldNode, ...FieldNode[]],
  id: string | undefined,
  { fetched, reading }: Fetched,
): EntityQuestion | undefined {
  const field = root.getFields()[first.name.value]
  if (id === undefined || entities?.kind !== Kind.FIELD || !field?.args.some(({ name }) => name === 'id')) {
    return undefined
  }
  const named = getNamedType(field.type)
  const types = isAbstractType(named) ? reading.schema.getPossibleTypes(named) : isObjectType(named) ? [named] : []
  const sets = [first, ...more].flatMap(({ selectionSet }) => selectionSet ?? [])
  const selections = types.map((type) => selectionOf(type, [...collectFields(type, sets, reading).values()].flat()))
  const asked = { ...entities, selectionSet: { kind: Kind.SELECTION_SET, selections } } as const
  const { operation, fragments } = fetched
  const variableDefinitions = [...(operation.variableDefinitions ?? []), ...(shell.variableDefinitions ?? [])]
  const query = { operation: { ...operation, variableDefinitions }, fragments }
  return {
    query: print(reducedDocument(query, [asked])),
    representations: types.map(({ name }) => ({ __typename: name, id })),
    isOfAnyType: isAbstractType(named),
  }
}

function selectionOf({ name }: GraphQLObjectType, fields: readonly FieldNode[]): SelectionNode {
  const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: name } },
    selectionSet: {
      kind: Kind.SELECTION_SET,
      // Conditions have been read.
      selections: fields.length === 0 ? [typeName] : fields.map((field) => ({ ...field, directives: [] })),
    },
  }
}
