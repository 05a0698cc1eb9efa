import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql'

/** Values for the arguments of mutations: by an argument's name, or else by its type's. */
export interface InputValues {
  readonly byName: Readonly<Record<string, unknown>>
  readonly byType: Readonly<Record<string, unknown>>
}

/** A sound value of each type, about a community. */
export function valuesByType(community: string): InputValues['byType'] {
  return {
    DivisionCode: community,
    CreditCode: '5231000050000001AM',
    Date: '2025-10-01',
    DateTime: '2025-10-01T02:00:00Z',
    Money: '10.00',
    TimeOfDay: '10:30',
    LanguageTag: 'zh',
    Int: 1,
    Float: 1,
    String: 'Written by somebody.',
    Boolean: true,
    ID: `${community}:00000000-0000-4000-8000-000000000001`,
    JSON: 12,
    ResidentReference: 'card-1',
  }
}

/**
 * An input that a mutation takes as far as its form goes, made from the schema, so that a mutation that is added later has one, too.
 * Everything is given but what makes a retry safe.
 *
 * @throws {Error} naming the argument for whose type there is no value.
 */
export function drawInput(type: GraphQLInputObjectType, values: InputValues): Record<string, unknown> {
  const fields = Object.values(type.getFields()).filter(({ name }) => name !== 'idempotencyKey')
  return Object.fromEntries(fields.map((field) => [field.name, drawValue(field.name, field.type, values)]))
}

function drawValue(name: string, type: GraphQLInputType, values: InputValues): unknown {
  if (isNonNullType(type)) return drawValue(name, type.ofType, values)
  if (Object.hasOwn(values.byName, name)) return values.byName[name]
  if (isListType(type)) return [drawValue(name, type.ofType, values)]
  if (isInputObjectType(type)) return drawInput(type, values)
  if (isEnumType(type)) return type.getValues()[0]?.name
  if (Object.hasOwn(values.byType, type.name)) return values.byType[type.name]
  throw new Error(`Expected a value for the argument ${name}, but there is none for ${type.name}.`)
}
