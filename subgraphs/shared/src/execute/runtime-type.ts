import { type GraphQLAbstractType, type GraphQLObjectType, type GraphQLSchema, isObjectType } from 'graphql'
import type { FieldPlan } from './operation-plan.js'

/**
 * The object type that a resolver of types named.
 *
 * @throws when it is none that the abstract type can be.
 */
export function runtimeType(
  schema: GraphQLSchema,
  plan: FieldPlan,
  abstract: GraphQLAbstractType,
  name: unknown,
): GraphQLObjectType {
  const type = typeof name === 'string' ? schema.getType(name) : undefined
  if (isObjectType(type) && schema.isSubType(abstract, type)) return type
  throw new Error(
    `Expected a value of ${plan.parentType.name}.${plan.field.name} to be of a type that ${abstract.name} can be, but it is of ${String(name)}.`,
  )
}
