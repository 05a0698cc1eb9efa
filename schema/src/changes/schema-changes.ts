import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  findBreakingChanges,
  findDangerousChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql'

/** What a change does to clients: breaks them, may surprise them, or leaves them as they are. */
export type ChangeLevel = 'breaking' | 'dangerous' | 'safe'

/** One change of a schema. */
export interface SchemaChange {
  readonly level: ChangeLevel
  /** What changed, in a sentence. */
  readonly text: string
}

/** The changes from one schema to another, those first that matter most to clients. */
export function schemaChanges(before: GraphQLSchema, after: GraphQLSchema): readonly SchemaChange[] {
  const breaking = findBreakingChanges(before, after).map(({ description }) => description)
  const dangerous = findDangerousChanges(before, after).map(({ description }) => description)
  return [
    ...breaking.map((text) => ({ level: 'breaking' as const, text })),
    ...dangerous.map((text) => ({ level: 'dangerous' as const, text })),
    ...safeChanges(before, after, [...breaking, ...dangerous]).map((text) => ({ level: 'safe' as const, text })),
  ]
}

/** Where a schema has something, what it is, and until when. */
interface Part {
  readonly type: string
  readonly deprecated: string | undefined
}

/** What is new, what is deprecated, and what promises more than before. */
function safeChanges(before: GraphQLSchema, after: GraphQLSchema, told: readonly string[]): readonly string[] {
  const old = partsOf(before)
  return [...partsOf(after)].flatMap(([coordinate, { type, deprecated }]) => {
    if (told.some((text) => text.startsWith(`${coordinate} `))) return []
    const known = old.get(coordinate)
    const [owner = ''] = coordinate.split('.')
    if (known === undefined) return coordinate !== owner && !old.has(owner) ? [] : added(coordinate, told)
    return [
      ...(known.type === type ? [] : [`${coordinate} changed type from ${known.type} to ${type}.`]),
      ...(deprecated === undefined || known.deprecated === deprecated
        ? []
        : [`${coordinate} is deprecated: ${deprecated}`]),
    ]
  })
}

/** GraphQL's own words for additions that are dangerous or break name their parts one by one. */
function added(coordinate: string, told: readonly string[]): readonly string[] {
  const [owner = '', member = ''] = coordinate.split('.')
  const isTold = told.some((text) => text.includes(` ${member} `) && text.includes(owner))
  return isTold ? [] : [`${coordinate} was added.`]
}

function partsOf(schema: GraphQLSchema): ReadonlyMap<string, Part> {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
  return new Map(
    types.flatMap((type) => [[type.name, { type: '', deprecated: undefined }] as const, ...membersOf(type)]),
  )
}

function membersOf(type: GraphQLNamedType): readonly (readonly [string, Part])[] {
  if (isEnumType(type)) {
    return type.getValues().map(({ name, deprecationReason }) => part(type.name, name, '', deprecationReason))
  }
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return []
  const fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields())
  return fields.map((field) => part(type.name, field.name, String(field.type), field.deprecationReason))
}

function part(owner: string, name: string, type: string, deprecated: string | null | undefined) {
  return [`${owner}.${name}`, { type, deprecated: deprecated ?? undefined }] as const
}
