import { readSubgraphSdl } from '@shequ/schema/subgraph-sdl'
import { type DefinitionNode, Kind, parse, print } from 'graphql'
import type { Check } from './check.js'
import { Breach, ensure } from './probe.js'

/** What Federation adds by itself. */
const ofFederation = /^(_|link__|federation__|FieldSet)/

export const schemaChecks: readonly Check[] = [
  {
    name: 'speaks the community tier’s schema, as `_service { sdl }` tells it',
    async run(probe) {
      const { data } = await probe.ask('{ _service { sdl } }')
      const sdl = (data?.['_service'] as { sdl?: unknown } | undefined)?.sdl
      ensure(typeof sdl === 'string', 'expected `_service { sdl }` to give a text, but it does not')
      const faults = differences(membersOf(readSubgraphSdl('community')), membersOf(sdl))
      ensure(faults.length === 0, faults.slice(0, 5).join('; '))
    },
  },
]

/** Every member of a schema by its place, with its type: `Programme.title` → `String!`. */
function membersOf(sdl: string): ReadonlyMap<string, string> {
  const members = new Map<string, string>()
  try {
    for (const definition of parse(sdl).definitions) addMembers(definition, members)
  } catch (error) {
    throw new Breach(`expected SDL, but ${(error as Error).message}`)
  }
  return members
}

function addMembers(definition: DefinitionNode, members: Map<string, string>): void {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.OBJECT_TYPE_EXTENSION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      for (const field of definition.fields ?? []) {
        const place = `${definition.name.value}.${field.name.value}`
        if (ofFederation.test(definition.name.value) || ofFederation.test(field.name.value)) continue
        members.set(place, print(field.type))
        for (const argument of field.arguments ?? [])
          members.set(`${place}(${argument.name.value}:)`, print(argument.type))
      }
      return
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      for (const field of definition.fields ?? [])
        members.set(`${definition.name.value}.${field.name.value}`, print(field.type))
      return
    case Kind.ENUM_TYPE_DEFINITION:
      if (ofFederation.test(definition.name.value)) return
      for (const value of definition.values ?? [])
        members.set(`${definition.name.value}.${value.name.value}`, 'a value')
      return
    case Kind.SCALAR_TYPE_DEFINITION:
      if (!ofFederation.test(definition.name.value)) members.set(definition.name.value, 'a scalar')
      return
    default:
  }
}

function differences(wanted: ReadonlyMap<string, string>, got: ReadonlyMap<string, string>): readonly string[] {
  const missing = [...wanted].flatMap(([place, type]) => {
    const found = got.get(place)
    return found === type ? [] : [`expected ${place} to be ${type}, but it is ${found ?? 'missing'}`]
  })
  const more = [...got.keys()]
    .filter((place) => !wanted.has(place))
    .map((place) => `expected no ${place}, but it is there`)
  return [...missing, ...more]
}
