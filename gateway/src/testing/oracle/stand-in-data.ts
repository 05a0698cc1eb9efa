import { seedOf } from '@shequ/schema/random/random'
import {
  type GraphQLAbstractType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  type GraphQLTypeResolver,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'

/** An object of the stand-in data: its type and what tells it from others of its type. */
export interface StandIn {
  readonly __typename: string
  readonly [key: string]: unknown
}

/** What the stand-in data needs to know of a graph. */
export interface StandInOptions {
  /** The field that names each entity, by type. */
  readonly keys: ReadonlyMap<string, string>
  /** By `Type.field`: the fields of the same object that it is made from, as `@requires` has them, each maybe with `(by: 1)`. */
  readonly required: ReadonlyMap<string, string>
  /** The types of each interface that some subgraphs know as one object. An object's type follows from its key. */
  readonly interfaceObjects: ReadonlyMap<string, readonly string[]>
  /** A second field that names an entity, by type. */
  readonly secondKeys?: ReadonlyMap<string, string>
  /** Further fields by which an entity is found, as `Type.field`: they are never null. */
  readonly keyFields?: ReadonlySet<string>
  /** The types of a union that data is of: those which all of its subgraphs know. */
  readonly unions?: ReadonlyMap<string, readonly string[]>
  /** The values of an enum, hidden ones too. */
  readonly enums?: ReadonlyMap<string, readonly string[]>
}

/** Whether a value may be null or fail: anywhere, only within, or nowhere. */
type Soundness = 'any' | 'sound' | 'whole'

/** Where an object that has no key of its own stands; no field of a graph is called so. */
const place = ' place'

/**
 * Resolves every field of any schema from its type's name, its object, its own name and its arguments alone: the same field of the
 * same object is the same whichever schema it is asked through. Some fields are null, some fail, also where the schema has
 * promised a value; those that name an object never do.
 */
export function standInData({
  keys,
  required,
  interfaceObjects,
  secondKeys = new Map(),
  keyFields = new Set(),
  unions = new Map(),
  enums = new Map(),
}: StandInOptions): {
  readonly fieldResolver: GraphQLFieldResolver<StandIn | undefined, unknown>
  readonly typeResolver: GraphQLTypeResolver<StandIn, unknown>
  /** Resolves an object of an interface by its key, for a subgraph that knows the interface's types. */
  readonly referenceOf: (interfaceName: string, reference: StandIn) => StandIn
} {
  const oneFor = new Map(
    [...interfaceObjects].flatMap(([name, types]) => [name, ...types].map((type) => [type, name] as const)),
  )

  const needs = new Map([...required].map(([field, text]) => [field, readNeeds(text)]))
  const basics = new Set([...needs.values()].flat().map(({ field }) => field))

  const nameOf = (object: StandIn | undefined, type: string) => {
    if (object === undefined) return 'root'
    const second = object[secondKeys.get(type) ?? place]
    const named = typeof second === 'string' && secondKeys.has(type) ? second.slice(secondKey.length) : object[place]
    return String(object[keys.get(type) ?? place] ?? named)
  }

  const valueOf = (
    type: string,
    object: StandIn | undefined,
    field: string,
    output: GraphQLOutputType,
    args: unknown,
    schema: GraphQLSchema,
  ) => {
    const given = object?.[field]
    if (given !== undefined) return given
    const name = oneFor.get(type) ?? type
    if (object !== undefined && secondKeys.get(type) === field) return secondKey + nameOf(object, type)
    if (object !== undefined && secondKeys.has(type) && keys.get(type) === field) return nameOf(object, type)
    const needed = needs.get(`${type}.${field}`) ?? []
    const basis = needed.map((other) => object?.[other.field] ?? basisOf(type, nameOf(object, type), other, schema))
    const seed = textOf(name, nameOf(object, type), field, args, basis)
    const isWhole = keys.get(type) === field || basics.has(field) || keyFields.has(`${type}.${field}`)
    return make(output, seed, schema, isWhole ? 'whole' : 'any')
  }

  /** The value of a field that another one is made from, of an object that does not hold it. One that clients do not see is a text. */
  function basisOf(type: string, name: string, { field, args }: Need, schema: GraphQLSchema): unknown {
    const parent = schema.getType(type)
    const output = (isObjectType(parent) ? parent.getFields()[field]?.type : undefined) ?? GraphQLString
    return make(output, textOf(oneFor.get(type) ?? type, name, field, args, []), schema, 'whole')
  }

  function make(output: GraphQLOutputType, seed: string, schema: GraphQLSchema, soundness: Soundness): unknown {
    const hash = hashOf(`${seed}?`)
    if (isNonNullType(output)) {
      if (soundness === 'any' && hash % 61 === 0) throw new Error(`No ${seed}`)
      if (soundness === 'any' && hash % 67 === 0) return null
      return make(output.ofType, seed, schema, soundness === 'any' ? 'sound' : soundness)
    }
    if (soundness === 'any' && hash % 13 === 0) throw new Error(`No ${seed}`)
    if (soundness === 'any' && hash % 11 === 0) return null
    if (isListType(output)) {
      return Array.from({ length: hash % 4 }, (_, index) => {
        try {
          return make(output.ofType, `${seed}[${index}]`, schema, soundness === 'whole' ? 'whole' : 'any')
        } catch (error) {
          return error
        }
      })
    }
    if (isAbstractType(output)) {
      if (interfaceObjects.has(output.name)) return referenceOf(output.name, objectOf(output.name, seed, hash))
      const possible = unions.get(output.name) ?? possibleTypes(schema, output)
      return objectOf(possible[hash % possible.length] ?? '', seed, hash)
    }
    if (isObjectType(output)) return objectOf(output.name, seed, hash)
    if (isEnumType(output)) {
      const values = enums.get(output.name) ?? output.getValues().map(({ name }) => name)
      return values[hash % values.length]
    }
    return leafOf(seed, output.name)
  }

  function objectOf(type: string, seed: string, hash: number): StandIn {
    const key = keys.get(type)
    return key === undefined ? { __typename: type, [place]: seed } : { __typename: type, [key]: `${type}-${hash % 7}` }
  }

  function referenceOf(interfaceName: string, reference: StandIn): StandIn {
    const types = interfaceObjects.get(interfaceName) ?? []
    const number = Number(String(reference[keys.get(interfaceName) ?? place]).split('-')[1])
    return { ...reference, __typename: types[number % types.length] ?? '' }
  }

  return {
    fieldResolver: (object, args, _context, { parentType, fieldName, returnType, schema }) =>
      valueOf(parentType.name, object, fieldName, returnType, args, schema),
    typeResolver: ({ __typename }) => __typename,
    referenceOf,
  }
}

/** How a second key begins. */
const secondKey = 'm-'

/** A field that another one is made from, and its arguments. */
interface Need {
  readonly field: string
  readonly args: Readonly<Record<string, unknown>>
}

function readNeeds(text: string): readonly Need[] {
  return [...text.matchAll(/(\w+)(?:\(by: (\d+)\))?/g)].map(([, field = '', by]) => ({
    field,
    args: by === undefined ? {} : { by: Number(by) },
  }))
}

function possibleTypes(schema: GraphQLSchema, type: GraphQLAbstractType): readonly string[] {
  return schema
    .getPossibleTypes(type)
    .map(({ name }) => name)
    .toSorted()
}

function textOf(type: string, name: string, field: string, args: unknown, basis: readonly unknown[]): string {
  return `${type}(${name}).${field}${JSON.stringify(args)}${basis.length === 0 ? '' : JSON.stringify(basis)}`
}

/** A number that a text always gives, with the bits of the seed spread evenly. */
function hashOf(text: string): number {
  const hash = seedOf(text)
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (mixed ^ (mixed >>> 12)) >>> 0
}

function leafOf(seed: string, type: string): unknown {
  const hash = hashOf(seed)
  switch (type) {
    case 'Int':
      return (hash % 2_001) - 1_000
    case 'Float':
      return (hash % 1_000) / 8
    case 'Boolean':
      return hash % 2 === 0
    default:
      return `s${hash % 1_000}`
  }
}
