import { type GraphQLLeafType, isEnumType } from 'graphql'

const mostInt = 2 ** 31 - 1
const leastInt = -(2 ** 31)

/** What a tier may answer for a leaf. A custom scalar's values are its owner's matter. */
export function leafValidator(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) return (value) => typeof value === 'string' && type.getValue(value) !== undefined
  switch (type.name) {
    case 'String':
      return (value) => typeof value === 'string'
    case 'ID':
      return (value) => typeof value === 'string' || Number.isInteger(value)
    case 'Int':
      return (value) => Number.isInteger(value) && (value as number) <= mostInt && (value as number) >= leastInt
    case 'Float':
      return (value) => Number.isFinite(value)
    case 'Boolean':
      return (value) => typeof value === 'boolean'
    default:
      return () => true
  }
}
