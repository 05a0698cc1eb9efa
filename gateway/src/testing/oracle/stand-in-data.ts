import { seedOf } from '@shequ/schema/random/random'
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
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
  /** By `Type.field`: the fields of the same object that it is made from, as `@requires` has them. */
  readonly required: ReadonlyMap<string, string>
  /** The types of each interface that some subgraphs know as one object. An object's type follows from its key. */
  readonly interfaceObjects: ReadonlyMap<string, readonly string[]>
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
export function standInData({ keys, required, interfaceObjects }: StandInOptions): {
  readonly fieldResolver: GraphQLFieldResolver<StandIn | undefined, unknown>
  readonly typeResolver: GraphQLTypeResolver<StandIn, unknown>
  /** Resolves an object of an interface by its key, for a subgraph that knows the interface's types. */
  readonly referenceOf: (interfaceName: string, reference: StandIn) => StandIn
} {
  const oneFor = new Map(
    [...interfaceObjects].flatMap(([name, types]) => [name, ...types].map((type) => [type, name] as const)),
  )

  const basics = new Set([...required.values()].flatMap((fields) => fields.split(' ')))

  const nameOf = (object: StandIn | undefined, type: string) =>
    object === undefined ? 'root' : String(object[keys.get(type) ?? place] ?? object[place])

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
    const needed = required.get(`${type}.${field}`)?.split(' ') ?? []
    const basis = needed.map((other) => object?.[other] ?? basisOf(type, nameOf(object, type), other, schema))
    const seed = textOf(name, nameOf(object, type), field, args, basis)
    return make(output, seed, schema, keys.get(type) === field || basics.has(field) ? 'whole' : 'any')
  }

  /** The value of a field that another one is made from, of an object that does not hold it. */
  function basisOf(type: string, name: string, field: string, schema: GraphQLSchema): unknown {
    const parent = schema.getType(type)
    const output = isObjectType(parent) ? parent.getFields()[field]?.type : undefined
    return output && make(output, textOf(oneFor.get(type) ?? type, name, field, {}, []), schema, 'whole')
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
      const possible = schema
        .getPossibleTypes(output)
        .map(({ name }) => name)
        .toSorted()
      return objectOf(possible[hash % possible.length] ?? '', seed, hash)
    }
    if (isObjectType(output)) return objectOf(output.name, seed, hash)
    if (isEnumType(output)) return output.getValues()[hash % output.getValues().length]?.name
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
