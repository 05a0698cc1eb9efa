import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
} from 'graphql'
import { NotPlain, collectFields, findOperation, fragmentsOf } from './collect-fields.js'

/** A value of a tier's answer before it is held against the schema. */
export type Merged = Record<string, unknown>

/** A response, and what the tiers' data lacked against the schema. */
export interface Shaped {
  readonly data: Merged | null
  readonly errors: readonly GraphQLError[]
}

/** Makes of merged data exactly what the client asked for, nulls carried upward as GraphQL prescribes. */
export type Shape = (merged: Merged) => Shaped

interface State {
  readonly path: (string | number)[]
  readonly errors: GraphQLError[]
  /** Whether the null that was just returned has its error already. */
  reported: boolean
}

/** Returns the completed value, null, or {@link invalid} when the null belongs to the parent. */
type Complete = (value: unknown, state: State) => unknown

const invalid = Symbol('a null where the schema allows none')

/**
 * Compiles the response's shape once for an operation.
 *
 * @throws {NotPlain} when the operation uses abstract types, directives or introspection.
 */
export function compileShape(schema: GraphQLSchema, document: DocumentNode, operationName: string | undefined): Shape {
  const operation = findOperation(document, operationName)
  const root = schema.getRootType(operation.operation)
  if (!isObjectType(root) || (operation.directives?.length ?? 0) > 0) throw new NotPlain('no plain operation')
  const { selections } = operation.selectionSet
  const complete = compileObject(root, [{ selections }], fragmentsOf(document))
  return (merged) => {
    const state: State = { path: [], errors: [], reported: false }
    return { data: complete(merged, state) as Merged | null, errors: state.errors }
  }
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>
type Selections = Pick<NonNullable<FieldNode['selectionSet']>, 'selections'>

function compileObject(type: GraphQLObjectType, sets: readonly Selections[], fragments: Fragments): Complete {
  const byKey = collectFields(
    type,
    sets.flatMap(({ selections }) => selections),
    fragments,
  )
  const fields = [...byKey].map(([key, nodes]) => ({ key, complete: compileField(type, nodes, fragments) }))
  return (value, state) => {
    if (!isRecord(value)) return reportInvalid(state, type.name)
    const output: Merged = {}
    for (const { key, complete } of fields) {
      const given = value[key]
      state.path.push(key)
      const completed = complete(given === undefined ? null : given, state)
      state.path.pop()
      if (completed === invalid) {
        state.reported = true
        return null
      }
      output[key] = completed
    }
    return output
  }
}

function compileField(parent: GraphQLObjectType, nodes: readonly FieldNode[], fragments: Fragments): Complete {
  const [{ name }] = nodes as [FieldNode]
  if (name.value === '__typename') return () => parent.name
  const field = parent.getFields()[name.value]
  if (field === undefined) throw new NotPlain('introspection')
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  return compileType(field.type, sets, fragments, `${parent.name}.${name.value}`)
}

function compileType(type: GraphQLOutputType, sets: readonly Selections[], fragments: Fragments, at: string): Complete {
  if (isNonNullType(type)) {
    const complete = compileType(type.ofType, sets, fragments, at)
    return (value, state) => {
      state.reported = false
      const completed = complete(value, state)
      if (completed !== null) return completed
      if (!state.reported) report(state, `Cannot return null for non-nullable field ${at}.`)
      state.reported = true
      return invalid
    }
  }
  if (isListType(type)) return nullable(compileList(compileType(type.ofType, sets, fragments, at), at))
  if (isObjectType(type)) return nullable(compileObject(type, sets, fragments))
  if (isScalarType(type) || isEnumType(type)) return nullable(compileLeaf(type, at))
  throw new NotPlain('an abstract type')
}

function nullable(complete: Complete): Complete {
  return (value, state) => (value === null ? null : complete(value, state))
}

function compileList(complete: Complete, at: string): Complete {
  return (value, state) => {
    if (!Array.isArray(value)) return reportInvalid(state, at)
    const output: unknown[] = []
    let isInvalid = false
    for (let index = 0; index < value.length; index++) {
      state.path.push(index)
      const completed = complete(value[index] ?? null, state)
      state.path.pop()
      if (completed === invalid) isInvalid = true
      else output.push(completed)
    }
    if (!isInvalid) return output
    state.reported = true
    return null
  }
}

function compileLeaf(type: GraphQLNamedType, at: string): Complete {
  const isValid = validatorOf(type)
  return (value, state) => (isValid(value) ? value : reportInvalid(state, at))
}

/** What a tier may answer for a leaf. A custom scalar's values are its owner's matter. */
function validatorOf(type: GraphQLNamedType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined
  switch (type.name) {
    case 'String':
      return (value) => typeof value === 'string'
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value)
    case 'Int':
      return (value) => Number.isInteger(value)
    case 'Float':
      return (value) => Number.isFinite(value)
    case 'Boolean':
      return (value) => typeof value === 'boolean'
    default:
      return () => true
  }
}

function reportInvalid(state: State, at: string): null {
  report(state, `Invalid value found for ${at}.`)
  state.reported = true
  return null
}

function report(state: State, message: string): void {
  state.errors.push(new GraphQLError(message, { path: [...state.path] }))
}

function isRecord(value: unknown): value is Merged {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
