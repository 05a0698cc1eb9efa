import {
  type DirectiveNode,
  getDirectiveValues,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  GraphQLIncludeDirective,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
} from 'graphql'

/** Whether a fragment of this condition is for objects of the type. */
export function holdsFor(
  type: GraphQLObjectType | GraphQLInterfaceType,
  condition: string | undefined,
  schema: GraphQLSchema,
): boolean {
  if (condition === undefined || condition === type.name) return true
  const conditionType = schema.getType(condition)
  return isAbstractType(conditionType) && schema.isSubType(conditionType, type)
}

/** Whether the conditions of a selection leave it out. @throws {GraphQLError} for a variable of a condition that is null. */
export function isLeftOut(
  selection: { readonly directives?: readonly DirectiveNode[] },
  conditions: Readonly<Record<string, unknown>>,
): boolean {
  if (selection.directives === undefined || selection.directives.length === 0) return false
  return (
    getDirectiveValues(GraphQLSkipDirective, selection, conditions)?.['if'] === true ||
    getDirectiveValues(GraphQLIncludeDirective, selection, conditions)?.['if'] === false
  )
}
