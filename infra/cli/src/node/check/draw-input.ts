import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
} from 'graphql'

/** A value of each scalar; ids and codes are those of the community that the input is about. */
const scalars: Readonly<Record<string, (community: string) => unknown>> = {
  ID: (community) => `${community}:00000000-0000-4000-8000-000000000000`,
  DivisionCode: (community) => community,
  CreditCode: () => '91110000802100433B',
  Date: () => '2025-03-01',
  DateTime: () => '2025-03-01T10:00:00Z',
  Month: () => '2025-03',
  Money: () => '1.00',
  ResidentReference: () => 'check',
  String: () => 'check',
  Int: () => 1,
  Float: () => 1,
  Boolean: () => false,
  JSON: () => true,
}

/** An input of a mutation, with what it must have and no more, about a community. */
export function drawInput(type: GraphQLInputObjectType, community: string): Record<string, unknown> {
  const required = Object.values(type.getFields()).filter(isRequiredInputField)
  return Object.fromEntries(required.map((field) => [field.name, drawValue(field.type, community)]))
}

/** @throws {Error} naming a scalar of the schema for which there is no value here. */
function drawValue(type: GraphQLInputType, community: string): unknown {
  if (isNonNullType(type)) return drawValue(type.ofType, community)
  if (isListType(type)) return [drawValue(type.ofType, community)]
  if (isInputObjectType(type)) return drawInput(type, community)
  if (isEnumType(type)) return type.getValues()[0]?.name
  const value = scalars[type.name]
  if (value === undefined) throw new Error(`Expected a value for ${type.name}, but there is none.`)
  return value(community)
}
