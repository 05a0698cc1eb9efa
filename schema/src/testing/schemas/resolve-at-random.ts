import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { type Random, randomFor } from '../../random/random.js'

/** A row: where it was found decides everything about it. */
interface Row {
  readonly __typename: string
  readonly key: string
}

type Field = GraphQLField<unknown, unknown>

/** Gives some fields of a schema resolvers, and lets rows have the others as properties and as functions. */
export function resolveAtRandom(schema: GraphQLSchema, random: Random, waits: boolean): void {
  const resolved = new Set<Field>()
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType()
    for (const field of Object.values(type.getFields())) {
      if (!isRoot && random.chance(0.5)) continue
      resolved.add(field)
      field.resolve = (source, args) => valueOf(field, (source as Row | undefined)?.key ?? '', args)
    }
    if (!isRoot && random.chance(0.2)) {
      type.isTypeOf = (value) => later((value as Row).__typename === type.name, (value as Row).key)
    }
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type) || random.chance(0.5)) continue
    type.resolveType = (value: Row) => later(value.__typename, value.key)
  }

  /** A value, or with `waits` sometimes a promise of it. */
  function later<Value>(value: Value, key: string): Value | Promise<Value> {
    return waits && randomFor(0, `later ${key}`).chance(0.3) ? Promise.resolve(value) : value
  }

  function valueOf(field: Field, key: string, args: unknown): unknown {
    const asked = JSON.stringify(args)
    const at = `${key}/${field.name}${asked}`
    return draw(field.type, at, randomFor(0, at), asked)
  }

  function draw(type: GraphQLOutputType, key: string, random: Random, asked: string): unknown {
    if (waits && random.chance(0.25)) {
      const value = drawNow(type, key, random, asked)
      if (value instanceof Error) return rejected(value)
      return random.chance(0.5) ? Promise.resolve(value) : Promise.resolve().then(() => value)
    }
    const value = drawNow(type, key, random, asked)
    if (value instanceof Error && random.chance(0.5)) throw value
    return value
  }

  function drawNow(type: GraphQLOutputType, key: string, random: Random, asked: string): unknown {
    if (random.chance(0.03)) return new Error(`thrown at ${key}`)
    if (random.chance(isNonNullType(type) ? 0.02 : 0.12)) return random.pick([null, undefined])
    const given = isNonNullType(type) ? type.ofType : type
    if (isListType(given)) {
      if (random.chance(0.02)) return 'no list'
      const items: unknown[] = []
      for (let index = random.below(4); index > 0; index--) items.push(item(given.ofType, `${key}.${index}`, asked))
      // graphql-js loses the promises of items that may not be null, where one among them fails at once.
      const all = waits && isNonNullType(given.ofType) ? items.map(promised) : items
      return random.chance(0.1) ? new Set(all) : all
    }
    if (isEnumType(given)) return random.chance(0.05) ? 'FOUR' : random.pick(given.getValues()).value
    if (isLeafType(given)) return leafOf(given.name, random, asked)
    return rowOf(random.pick(isObjectType(given) ? [given] : schema.getPossibleTypes(given)), key, random)
  }

  /** An item of a list is never thrown: the list would be. */
  function item(type: GraphQLOutputType, key: string, asked: string): unknown {
    try {
      return draw(type, key, randomFor(0, key), asked)
    } catch (error) {
      return error
    }
  }

  function rowOf(type: GraphQLObjectType, key: string, random: Random): Row {
    const row: Record<string, unknown> & Row = { __typename: type.name, key }
    for (const field of Object.values(type.getFields())) {
      if (resolved.has(field)) continue
      const isPlain = isLeafType(getNamedType(field.type)) && field.args.length === 0 && !waits
      const value = isPlain ? item(field.type, `${key}/${field.name}`, '') : call(field, key)
      if (value instanceof Error && random.chance(0.5)) throwWhenRead(row, field.name, value)
      else row[field.name] = value
    }
    return row
  }

  function throwWhenRead(row: object, name: string, error: Error): void {
    Object.defineProperty(row, name, {
      get() {
        throw error
      },
    })
  }

  function call(field: Field, key: string) {
    return (args: unknown) => valueOf(field, key, args)
  }
}

/** A promise that fails, and that nobody has to wait for: graphql-js gives up a list, and what is in it, where one of its items fails at once. */
function rejected(reason: Error): Promise<never> {
  const promise = Promise.reject(reason)
  promise.catch(() => undefined)
  return promise
}

/** An error becomes a promise that is rejected with it. */
function promised(value: unknown): Promise<unknown> {
  return value instanceof Error ? rejected(value) : Promise.resolve(value)
}

/** Text tells the arguments, so that two executors that read them differently give different answers. */
function leafOf(type: string, random: Random, asked: string): unknown {
  if (type === 'Int') return random.chance(0.05) ? 0.5 : random.below(100)
  if (type === 'Float') return random.below(100) / 4
  if (type === 'Boolean') return random.chance(0.5)
  if (type === 'ID') return random.chance(0.3) ? random.below(100) : `id ${random.below(100)}`
  return asked
}
