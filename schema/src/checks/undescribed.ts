import {
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql'
import { ownTypes } from './schema-of.js'

/**
 * What a reader of the graph would find without a word: types, fields, arguments, enum values and input fields, by
 * coordinate. `elsewhere` names types that another subgraph owns and describes.
 */
export function undescribed(schema: GraphQLSchema, elsewhere: ReadonlySet<string> = new Set()): readonly string[] {
  const found: string[] = []
  const check = (coordinate: string, description: string | null | undefined) => {
    if (!description?.trim()) found.push(coordinate)
  }
  for (const type of ownTypes(schema)) {
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType()
    if (!isRoot && !elsewhere.has(type.name) && !isSpecifiedScalarType(type)) check(type.name, type.description)
    if (isEnumType(type)) {
      for (const value of type.getValues()) check(`${type.name}.${value.name}`, value.description)
    } else if (isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field.description)
    } else if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field.description)
        for (const argument of field.args) {
          check(`${type.name}.${field.name}(${argument.name}:)`, argument.description)
        }
      }
    }
  }
  return found
}
