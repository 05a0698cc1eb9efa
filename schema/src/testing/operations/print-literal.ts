import { type GraphQLInputType, getNullableType, isEnumType, isInputObjectType, isListType } from 'graphql'

/** Prints a JSON value of an input type as a literal of a GraphQL document. */
export function printLiteral(value: unknown, type: GraphQLInputType): string {
  const given = getNullableType(type)
  if (value === null) return 'null'
  if (isListType(given)) {
    const print = (item: unknown) => printLiteral(item, given.ofType)
    return Array.isArray(value) ? `[${value.map(print).join(', ')}]` : print(value)
  }
  if (isInputObjectType(given)) {
    const fields = given.getFields()
    const print = ([name, entry]: [string, unknown]) => {
      const field = fields[name]
      return field ? `${name}: ${printLiteral(entry, field.type)}` : ''
    }
    return `{${Object.entries(value as object)
      .map(print)
      .join(', ')}}`
  }
  return isEnumType(given) && typeof value === 'string' ? value : printAny(value)
}

/** A value of a scalar of one's own may be an object; its keys must be names. */
function printAny(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printAny).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{${Object.entries(value)
    .map(([name, entry]) => `${name}: ${printAny(entry)}`)
    .join(', ')}}`
}
