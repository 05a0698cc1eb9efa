import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  buildASTSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  parse,
} from 'graphql'

/** A tier's schema as its SDL describes it, directives of Federation left undefined. */
export function schemaOf(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl), { assumeValid: true, assumeValidSDL: true })
}

/** The types that a subgraph itself defines: neither GraphQL's nor introspection's. */
export function ownTypes(schema: GraphQLSchema): readonly GraphQLNamedType[] {
  const builtIn = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])
  return Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__') && !builtIn.has(name))
}

/** A field that a client can read. */
export interface OutputField {
  /** `Type.field`. */
  readonly coordinate: string
  readonly field: GraphQLField<unknown, unknown>
  /** The field's type without lists and non-nulls. */
  readonly type: GraphQLNamedType
}

/** Every field that a client can read. */
export function outputFields(schema: GraphQLSchema): readonly OutputField[] {
  return ownTypes(schema).flatMap((type) =>
    isObjectType(type) || isInterfaceType(type)
      ? Object.values(type.getFields()).map((field) => ({
          coordinate: `${type.name}.${field.name}`,
          field,
          type: getNamedType(field.type),
        }))
      : [],
  )
}
