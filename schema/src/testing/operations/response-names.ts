import {
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
} from 'graphql'

interface Use {
  readonly field: string
  readonly shape: string
  /** The arguments as text, and what the field takes. */
  readonly args: string
  readonly takes: string
}

/** Keeps what each response name stands for, so that fields which meet under one name can be merged (GraphQL §5.3.2). */
export interface ResponseNames {
  /** The arguments under which a field may have a name; undefined when something else has it. */
  take(
    type: GraphQLCompositeType,
    field: GraphQLField<unknown, unknown>,
    name: string,
    draw: () => string,
  ): string | undefined
}

export function responseNames(schema: GraphQLSchema): ResponseNames {
  const families = familiesOf(schema)
  const uses = new Map<string, Use>()
  return {
    take: (type, field, name, draw) => {
      const key = `${families.get(type.name) ?? type.name} ${name}`
      const shape = shapeOf(field.type)
      const known = uses.get(key)
      if (!known) {
        const args = draw()
        uses.set(key, { field: field.name, shape, args, takes: argumentsOf(field) })
        return args
      }
      const same = known.field === field.name && known.shape === shape && known.takes === argumentsOf(field)
      return same ? known.args : undefined
    },
  }
}

/** What a field takes; another of the same name may take something else. */
function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  return field.args
    .map((each) => `${each.name}: ${each.type.toString()} = ${JSON.stringify(each.defaultValue)}`)
    .join(', ')
}

function shapeOf(type: GraphQLOutputType): string {
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`
  return isLeafType(type) ? type.name : '{}'
}

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, string>>()

/** By type, one name for all types that can be one another's: those that an interface or a union connects. */
function familiesOf(schema: GraphQLSchema): ReadonlyMap<string, string> {
  const kept = known.get(schema)
  if (kept) return kept
  const families = new Map<string, string>()
  for (const type of Object.values(schema.getTypeMap())) if (isCompositeType(type)) families.set(type.name, type.name)
  const join = (one: string, other: string) => {
    const from = families.get(one)
    const to = families.get(other) ?? other
    for (const [name, family] of families) if (family === from) families.set(name, to)
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) join(possible.name, type.name)
  }
  known.set(schema, families)
  return families
}
