import {
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  getNamedType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import type { Fragments } from '@shequ/schema/document/fragments'
import { layFlat } from '@shequ/schema/document/lay-flat'
import { pageLimit } from '../../document/page-limit.js'
import { scalarCheck } from './check-scalar.js'
import { isRecord } from '../../document/is-record.js'
import { typeNameOf } from '../type-name-of.js'

/** Who answers, and what it was asked about. */
export interface Place {
  readonly community: string
  /** Undefined for what is not asked about entities. */
  readonly representations: readonly unknown[] | undefined
  /** What the question's variables were given. */
  readonly variables: Readonly<Record<string, unknown>>
}

/** What is wrong with a value, or undefined. */
export type Check = (value: unknown, place: Place) => string | undefined

/** What a check is compiled from. */
export interface CheckSource {
  readonly schema: GraphQLSchema
  readonly fragments: Fragments
  /** The types whose `id` begins with their community's code. */
  readonly ownTypes: ReadonlySet<string>
}

interface Asked {
  readonly nodes: FieldNode[]
  /** Whether it may be left out: it stands under `@skip` or `@include`. */
  optional: boolean
}

/** Compiles the check of an object of a type: what was asked for, and nothing else. */
export function compileObject(
  source: CheckSource,
  type: GraphQLObjectType,
  selections: readonly SelectionNode[],
): Check {
  const asked = collect(source, type.name, selections)
  const fields = new Map(
    [...asked].map(
      ([key, { nodes, optional }]) => [key, { check: compileField(source, type, nodes), optional }] as const,
    ),
  )
  return (value, place) => {
    if (!isRecord(value)) return `expected a ${type.name}`
    for (const key in value) {
      if (!fields.has(key)) return `holds ${type.name}.${key}, for which nobody asked`
    }
    for (const [key, { check, optional }] of fields) {
      const has = Object.hasOwn(value, key)
      if (!has && optional) continue
      const fault = has ? check(value[key], place) : 'is missing'
      if (fault !== undefined) return `${type.name}.${key} ${fault}`
    }
    return undefined
  }
}

/** The fields that are asked of a type, by response key. */
function collect(
  { fragments }: CheckSource,
  typeName: string,
  selections: readonly SelectionNode[],
): Map<string, Asked> {
  const asked = new Map<string, Asked>()
  const isOptional = ({ directives = [] }: SelectionNode, optional: boolean) => optional || directives.length > 0
  layFlat([[{ selections }, false]], {
    fragments,
    carry: isOptional,
    // A fragment that may be left out in one place and not in another is laid in twice, and no oftener.
    visitOf: (spread, optional) => `${spread.name.value} ${isOptional(spread, optional)}`,
    enter: (condition, optional) => (condition === undefined || condition === typeName ? optional : undefined),
    field: (node, optional) => {
      const key = (node.alias ?? node.name).value
      const known = asked.get(key) ?? { nodes: [], optional }
      known.nodes.push(node)
      known.optional &&= optional
      asked.set(key, known)
    },
  })
  return asked
}

/** All nodes stand under one key, so they name one field. */
function compileField(source: CheckSource, type: GraphQLObjectType, nodes: readonly FieldNode[]): Check {
  const name = nodes[0]?.name.value ?? ''
  const selections = nodes.flatMap((node) => node.selectionSet?.selections ?? [])
  if (name === '__typename') return (value) => (value === type.name ? undefined : `is not ${type.name}`)
  if (name === '_entities') return compileEntities(source, selections)
  const field: GraphQLField<unknown, unknown> | undefined = type.getFields()[name]
  if (field === undefined) return () => 'is not of the schema'
  const check = ofPage(source, field, nodes, compileType(source, field.type, selections))
  if (name === 'id' && source.ownTypes.has(type.name)) {
    return (value, { community }) =>
      typeof value === 'string' && value.startsWith(`${community}:`) ? undefined : "is another community's"
  }
  if (name === 'code' && type.name === 'Community') {
    return (value, { community }) => (value === community ? undefined : "is another community's")
  }
  return check
}

/** A page holds as many entries as were asked for, at most. */
function ofPage(
  source: CheckSource,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
  check: Check,
): Check {
  const limit = pageLimit(field, nodes[0])
  const type = getNamedType(field.type)
  if (limit === undefined) return check
  const asked = collect(
    source,
    type.name,
    nodes.flatMap((node) => node.selectionSet?.selections ?? []),
  )
  const lists = [...asked].flatMap(([key, of]) => (pageLists.has(of.nodes[0]?.name.value ?? '') ? [key] : []))
  return (value, place) => {
    const fault = check(value, place)
    if (fault !== undefined || !isRecord(value)) return fault
    const most = limit(place.variables)
    const isLonger = (key: string) => Array.isArray(value[key]) && value[key].length > most
    return lists.some(isLonger) ? `has more than ${most} entries` : undefined
  }
}

const pageLists: ReadonlySet<string> = new Set(['nodes', 'edges'])

function compileEntities(source: CheckSource, selections: readonly SelectionNode[]): Check {
  const byType = new Map<string, Check>()
  const checkOf = (typeName: string): Check => {
    const known = byType.get(typeName)
    if (known !== undefined) return known
    const type = source.schema.getType(typeName)
    const check: Check = isObjectType(type) ? compileObject(source, type, selections) : () => 'is of no known type'
    byType.set(typeName, check)
    return check
  }
  return (value, place) => {
    const { representations = [] } = place
    if (!Array.isArray(value) || value.length !== representations.length) return 'are not as many as were asked for'
    for (const [index, entity] of value.entries()) {
      if (entity === null) continue
      const fault = checkOf(typeNameOf(representations[index]))(entity, place)
      if (fault !== undefined) return fault
    }
    return undefined
  }
}

function compileType(source: CheckSource, type: GraphQLOutputType, selections: readonly SelectionNode[]): Check {
  if (isNonNullType(type)) {
    const check = compileType(source, type.ofType, selections)
    return (value, place) => (value === null ? 'is null' : check(value, place))
  }
  if (isListType(type)) {
    const check = compileType(source, type.ofType, selections)
    return (value, place) => {
      if (value === null) return undefined
      if (!Array.isArray(value)) return 'is no list'
      for (const element of value) {
        const fault = check(element, place)
        if (fault !== undefined) return fault
      }
      return undefined
    }
  }
  if (isObjectType(type)) {
    const check = compileObject(source, type, selections)
    return (value, place) => (value === null ? undefined : check(value, place))
  }
  if (isEnumType(type)) {
    const names = new Set(type.getValues().map(({ name }) => name))
    return (value) =>
      value === null || (typeof value === 'string' && names.has(value)) ? undefined : `is no ${type.name}`
  }
  const isOfType = scalarCheck(type.name)
  return (value) => (value === null || isOfType(value) ? undefined : `is no ${type.name}`)
}
