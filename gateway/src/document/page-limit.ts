import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  valueFromAST,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/**
 * How many entries of a page a question asks for at most: by the field's argument `first`, or by the member `first` of an input.
 *
 * @returns a function of the operation's coerced variables; undefined for a field that gives no page
 */
export function pageLimit(
  { args }: GraphQLField<unknown, unknown>,
  node: FieldNode | undefined,
): ((variables: Variables) => number) | undefined {
  for (const { name, type, defaultValue } of args) {
    const given = node?.arguments?.find((argument) => argument.name.value === name)?.value
    const valueOf = (variables: Variables): unknown =>
      (given === undefined ? undefined : valueFromAST(given, type, variables)) ?? defaultValue
    if (name === 'first') return (variables) => Number(valueOf(variables))
    if (!hasFirst(type)) continue
    return (variables) => Number((valueOf(variables) as { readonly first?: unknown } | undefined)?.first)
  }
  return undefined
}

function hasFirst(type: GraphQLInputType): boolean {
  const input = getNullableType(type)
  return isInputObjectType(input) && Object.hasOwn(input.getFields(), 'first')
}
