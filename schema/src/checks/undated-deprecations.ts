import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { ownTypes } from './schema-of.js'

/** How the reason of a deprecation begins: `Until 2027-03-01: ask for places.` */
const dated = /^Until \d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]): ./

/** What is deprecated without a day until when it is answered, by its coordinates. */
export function undatedDeprecations(schema: GraphQLSchema): readonly string[] {
  return ownTypes(schema).flatMap((type) => {
    const members =
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields()).flatMap((field) => [
            field,
            ...field.args.map(({ name, deprecationReason }) => ({
              name: `${field.name}(${name}:)`,
              deprecationReason,
            })),
          ])
        : isInputObjectType(type)
          ? Object.values(type.getFields())
          : isEnumType(type)
            ? type.getValues()
            : []
    return members.flatMap(({ name, deprecationReason: reason }) =>
      reason === undefined || reason === null || dated.test(reason) ? [] : [`${type.name}.${name}`],
    )
  })
}
