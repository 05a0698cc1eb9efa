import { type GraphQLSchema, isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'

/** How long the lists of introspection are in a schema, rounded up: those of its types on average, so that asking for all is counted about as it is. */
export function introspectionLengths(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap())
  const fields = types.flatMap((type) =>
    isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [],
  )
  const inputs = types.filter(isInputObjectType).flatMap((type) => Object.keys(type.getFields()))
  const values = types.filter(isEnumType).flatMap((type) => type.getValues())
  const directives = schema.getDirectives()
  const mean = (count: number, among: number) => Math.ceil(count / Math.max(1, among))
  return new Map([
    ['__Schema.types', types.length],
    ['__Schema.directives', directives.length],
    ['__Type.fields', mean(fields.length, types.length)],
    ['__Type.inputFields', mean(inputs.length, types.length)],
    ['__Type.enumValues', mean(values.length, types.length)],
    ['__Type.interfaces', 1],
    ['__Type.possibleTypes', 1],
    // Every other type wraps another one, as a list or as what is never null.
    ['__Type.ofType', 0.5],
    ['__Field.args', mean(fields.flatMap(({ args }) => args).length, fields.length)],
    ['__Directive.args', 2],
    ['__Directive.locations', 3],
  ])
}
