import {
  type GraphQLObjectType,
  type GraphQLSchema,
  type ObjectTypeDefinitionNode,
  Kind,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql'
import { ownTypes } from './schema-of.js'

/** Lists of the graph that are no Relay connection, by `Connection` type name, each with what it lacks. */
export function connectionFaults(schema: GraphQLSchema): readonly string[] {
  return ownTypes(schema)
    .filter((type) => isObjectType(type))
    .flatMap((type) => {
      if (type.name.endsWith('Connection')) return faultsOfConnection(schema, type)
      return Object.values(type.getFields()).flatMap((field) =>
        /^\[?\w+Connection[\]!]*$/.test(String(field.type)) ? faultsOfPaging(type, field.name) : [],
      )
    })
}

function faultsOfConnection(schema: GraphQLSchema, type: GraphQLObjectType): readonly string[] {
  const record = type.name.slice(0, -'Connection'.length)
  const edge = schema.getType(`${record}Edge`)
  const expected: Record<string, string> = {
    edges: `[${record}Edge!]!`,
    nodes: `[${record}!]!`,
    pageInfo: 'PageInfo!',
    totalCount: 'Int!',
  }
  return [
    ...faultsOfFields(type, expected),
    ...(isObjectType(edge)
      ? faultsOfFields(edge, { cursor: 'String!', node: `${record}!` })
      : [`${record}Edge: is missing`]),
  ]
}

function faultsOfFields(type: GraphQLObjectType, expected: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(expected).flatMap(([name, wanted]) => {
    const got = type.getFields()[name]?.type
    return String(got) === wanted ? [] : [`${type.name}.${name}: expected ${wanted}, but got ${String(got)}`]
  })
}

function faultsOfPaging(type: GraphQLObjectType, field: string): readonly string[] {
  const given = new Set(type.getFields()[field]?.args.map((argument) => `${argument.name}: ${String(argument.type)}`))
  return ['first: Int', 'after: String'].flatMap((wanted) =>
    given.has(wanted) ? [] : [`${type.name}.${field}: expected an argument ${wanted}`],
  )
}

/** Writes between servers, which the gateway does not serve: what is written, and whose it is, stands under a signature. */
const signedWrites: ReadonlySet<string> = new Set([
  'submitReturns',
  'submitRegister',
  'submitPublications',
  'submitLogHeads',
  'joinNode',
  'completeJoin',
  'beginLeave',
  'completeLeave',
  'abandonMove',
  'rotateNodeKey',
  'reportNodeHealth',
  'reportFaults',
])

/** Mutations whose one argument `input` does not name the division that owns what is written. */
export function ownerlessMutations(schema: GraphQLSchema, owner: string): readonly string[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap(({ name, args }) => {
    if (signedWrites.has(name)) return []
    const [input] = args
    const type = input && isNonNullType(input.type) ? input.type.ofType : undefined
    if (args.length !== 1 || input?.name !== 'input' || !isInputObjectType(type)) return [`${name}: takes no input`]
    const field = type.getFields()[owner]
    return String(field?.type) === 'DivisionCode!' ? [] : [`${type.name}: expected ${owner}: DivisionCode!`]
  })
}

/** The key of each entity, as written in `@key(fields:)`. */
export function entityKeys(sdl: string): ReadonlyMap<string, string> {
  const keys = parse(sdl)
    .definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION)
    .flatMap((definition) => keyOf(definition) ?? [])
  return new Map(keys)
}

function keyOf(definition: ObjectTypeDefinitionNode): [string, string][] | undefined {
  return definition.directives
    ?.filter(({ name }) => name.value === 'key')
    .flatMap(({ arguments: args }) =>
      (args ?? []).flatMap(({ name, value }) =>
        name.value === 'fields' && value.kind === Kind.STRING ? [[definition.name.value, value.value]] : [],
      ),
    )
}
