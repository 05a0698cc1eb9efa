import {
  type DocumentNode,
  type FieldNode,
  GraphQLError,
  type GraphQLAbstractType,
  type GraphQLInterfaceType,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { type Reading, collectFields } from '@shequ/schema/document/collect-fields'
import { fragmentsOf } from '@shequ/schema/document/fragments'
import type { HubError } from '@shequ/schema/errors/hub-error'
import { findOperation } from '../../document/find-operation.js'
import type { Refusals } from '../access/refusals.js'
import { compileIntrospection } from './introspect.js'
import { leafValidator } from './leaf-values.js'
import { type TakenNames, keyOnWire } from './wire-names.js'
import { isRecord } from '../../document/is-record.js'

/** A value of a tier's answer before it is held against the schema. */
export type Merged = Record<string, unknown>

type Variables = Readonly<Record<string, unknown>>

/** A response, and what the tiers' data lacked against the schema. */
export interface Shaped {
  readonly data: Merged | null
  readonly errors: readonly GraphQLError[]
}

/** Makes of merged data exactly what the client asked for, nulls carried upward as GraphQL prescribes. */
export type Shape = (merged: Merged, variables: Variables) => Shaped

interface State {
  readonly path: (string | number)[]
  readonly errors: GraphQLError[]
  readonly variables: Variables
  /** Whether the null that was just returned has its error already. */
  reported: boolean
}

/** Returns the completed value, null, or {@link invalid} when the null belongs to the parent. */
type Complete = (value: unknown, state: State) => unknown

const invalid = Symbol('a null where the schema allows none')

/** What an operation's shape is compiled from. */
export interface ShapeSource {
  readonly schema: GraphQLSchema
  readonly taken: TakenNames
  readonly document: DocumentNode
  readonly operationName: string | undefined
  /** What the viewer may not see: it is null, with an error. */
  readonly refusals: Refusals | undefined
}

interface Source extends Reading, Pick<ShapeSource, 'taken' | 'refusals'> {
  readonly operation: OperationDefinitionNode
}

/** Compiles the response's shape for an operation, under one set of values for the variables of its conditions. */
export function compileShape(
  { schema, taken, document, operationName, refusals }: ShapeSource,
  conditions: Variables,
): Shape {
  const operation = findOperation(document, operationName)
  const root = schema.getRootType(operation.operation)
  if (!isObjectType(root)) throw new Error(`Expected a graph with a root type of ${operation.operation}.`)
  const source: Source = { schema, taken, refusals, operation, fragments: fragmentsOf(document), conditions }
  const complete = compileObject(root, [operation.selectionSet], source)
  return (merged, variables) => {
    const state: State = { path: [], errors: [], variables, reported: false }
    return { data: complete(merged, state) as Merged | null, errors: state.errors }
  }
}

function compileObject(
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
  source: Source,
): Complete {
  const fields = [...collectFields(type, new Set(sets), source)].map(([key, nodes]) => ({
    key,
    keyReceived: keyOnWire(key, nodes[0]?.name.value ?? '', source.taken),
    complete: compileField(type, nodes, source),
  }))
  return (value, state) => {
    if (!isRecord(value)) return reportInvalid(state, type.name)
    const output: Merged = {}
    for (const { key, keyReceived, complete } of fields) {
      const given = Object.hasOwn(value, keyReceived) ? value[keyReceived] : null
      state.path.push(key)
      const completed = complete(given ?? null, state)
      state.path.pop()
      if (completed === invalid) {
        state.reported = true
        return null
      }
      // Assigning to this key would change the object's prototype.
      if (key === '__proto__') Object.defineProperty(output, key, { value: completed, enumerable: true })
      else output[key] = completed
    }
    return output
  }
}

function compileField(
  parent: GraphQLObjectType | GraphQLInterfaceType,
  nodes: readonly FieldNode[],
  source: Source,
): Complete {
  const [{ name }] = nodes as [FieldNode]
  if (name.value === '__typename') {
    if (isObjectType(parent)) return () => parent.name
    return (_, state) => {
      reportInvalid(state, `${parent.name}.__typename`)
      return invalid
    }
  }
  const field = parent.getFields()[name.value]
  if (field === undefined) {
    const introspect = compileIntrospection(source.schema, source.operation, nodes, source.fragments)
    return (_, { variables }) => introspect(variables)
  }
  const refusal = source.refusals?.ofField(parent.name, name.value)
  if (refusal !== undefined) return refuse(refusal, isNonNullType(field.type) ? invalid : null)
  const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? [])
  return compileType(field.type, sets, source, `${parent.name}.${name.value}`)
}

function compileType(type: GraphQLOutputType, sets: readonly SelectionSetNode[], source: Source, at: string): Complete {
  if (isNonNullType(type)) {
    const complete = compileType(type.ofType, sets, source, at)
    return (value, state) => {
      state.reported = false
      const completed = complete(value, state)
      if (completed !== null) return completed
      if (!state.reported) report(state, `Cannot return null for non-nullable field ${at}.`)
      state.reported = true
      return invalid
    }
  }
  if (isListType(type)) return nullable(compileList(compileType(type.ofType, sets, source, at), at))
  if (isObjectType(type)) return nullable(compileObject(type, sets, source))
  if (isLeafType(type)) return nullable(compileLeaf(type, at))
  return nullable(compileAbstract(type, sets, source, at))
}

function nullable(complete: Complete): Complete {
  return (value, state) => (value === null ? null : complete(value, state))
}

/** An object of one of several types is read as the type that it tells; each type is compiled when the first one comes. */
function compileAbstract(
  type: GraphQLAbstractType,
  sets: readonly SelectionSetNode[],
  source: Source,
  at: string,
): Complete {
  const byType = new Map<string, Complete>()
  return (value, state) => {
    if (!isRecord(value)) return reportInvalid(state, at)
    // A subgraph that knows an interface as one object tells no type, or the interface's name: the planner asks another
    // subgraph for the type where the operation needs it. Then the fields of the interface are all that was asked for.
    const told = value['__typename']
    const name = typeof told === 'string' ? told : type.name
    let complete = byType.get(name)
    if (complete === undefined) {
      const actual = source.schema.getType(name)
      const isOwn = isInterfaceType(actual) && actual === type
      if (!isOwn && !(isObjectType(actual) && source.schema.isSubType(type, actual))) return reportInvalid(state, at)
      const refusal = source.refusals?.ofType(name)
      complete = refusal === undefined ? compileObject(actual, sets, source) : refuse(refusal, null)
      byType.set(name, complete)
    }
    return complete(value, state)
  }
}

/** What the viewer may not see, wherever it stands in an answer. */
function refuse(refusal: HubError, left: null | typeof invalid): Complete {
  const { message, extensions } = refusal
  return (_, state) => {
    state.errors.push(new GraphQLError(message, { path: [...state.path], extensions, originalError: refusal }))
    state.reported = true
    return left
  }
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

function compileLeaf(type: GraphQLLeafType, at: string): Complete {
  const isValid = leafValidator(type)
  return (value, state) => (isValid(value) ? value : reportInvalid(state, at))
}

function reportInvalid(state: State, at: string): null {
  report(state, `Invalid value found for ${at}.`)
  state.reported = true
  return null
}

function report(state: State, message: string): void {
  state.errors.push(new GraphQLError(message, { path: [...state.path] }))
}
