import { type GraphQLSchema, isInterfaceType, isObjectType } from 'graphql'
import { holdsFor } from '@shequ/schema/document/conditions'

/** Whether the type of this name is the other one or one of its kinds. */
export function isOfType(schema: GraphQLSchema, name: string, condition: string): boolean {
  if (name === condition) return true
  const type = schema.getType(name)
  return (isObjectType(type) || isInterfaceType(type)) && holdsFor(type, condition, schema)
}
