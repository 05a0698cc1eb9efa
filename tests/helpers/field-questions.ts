import {
  type GraphQLField,
  GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { type InputValues, drawInput } from './draw-input.js'

/** A question that comes to one type of the graph and asks for all of its fields. */
export interface FieldQuestion {
  readonly type: string
  /** The fields on the way to the type, as `Type.field`, and the keys under which an answer has them. */
  readonly way: readonly { readonly coordinate: string; readonly key: string }[]
  /** The fields that are asked of the type, as `Type.field`. */
  readonly asked: readonly string[]
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

interface Way {
  readonly type: GraphQLObjectType
  readonly fields: readonly { readonly parent: GraphQLObjectType; readonly field: GraphQLField<unknown, unknown> }[]
}

/** Makes a question for each object type that can be come to, by the shortest way, with arguments drawn for what must be given. */
export function fieldQuestions(schema: GraphQLSchema, values: InputValues): readonly FieldQuestion[] {
  const root = schema.getQueryType()
  if (!root) throw new Error('Expected a schema with queries.')
  const ways = new Map<string, Way>([[root.name, { type: root, fields: [] }]])
  for (const way of ways.values()) {
    for (const field of Object.values(way.type.getFields())) {
      const output = getNamedType(field.type)
      const types = isAbstractType(output) ? [] : [output]
      for (const type of types) {
        if (!isObjectType(type) || ways.has(type.name)) continue
        ways.set(type.name, { type, fields: [...way.fields, { parent: way.type, field }] })
      }
    }
  }
  return [...ways.values()].map((way) => questionOf(way, values))
}

function questionOf({ type, fields }: Way, values: InputValues): FieldQuestion {
  const declared: string[] = []
  const variables: Record<string, unknown> = {}
  const call = ({ name, args }: GraphQLField<unknown, unknown>): string => {
    const needed = args.filter(isRequiredArgument)
    if (needed.length === 0) return name
    const input = new GraphQLInputObjectType({
      name: 'Arguments',
      fields: Object.fromEntries(needed.map((argument) => [argument.name, { type: argument.type }])),
    })
    const drawn = drawInput(input, values)
    const given = needed.map((argument) => {
      const variable = `v${declared.length}`
      declared.push(`$${variable}: ${String(argument.type)}`)
      variables[variable] = drawn[argument.name]
      return `${argument.name}: $${variable}`
    })
    return `${name}(${given.join(', ')})`
  }
  const own = Object.values(type.getFields())
  const selections = own.map(
    (field) => `${call(field)}${isLeafType(getNamedType(field.type)) ? '' : ' { __typename }'}`,
  )
  const inner = `{ __typename ${selections.join(' ')} }`
  const body = fields.reduceRight((below, { field }) => `{ ${call(field)} ${below} }`, inner)
  return {
    type: type.name,
    way: fields.map(({ parent, field }) => ({ coordinate: `${parent.name}.${field.name}`, key: field.name })),
    asked: own.map(({ name }) => `${type.name}.${name}`),
    query: `query${declared.length > 0 ? `(${declared.join(', ')})` : ''} ${body}`,
    variables,
  }
}

/** Whether an answer has an object at the end of a way. */
export function comesTo(data: unknown, [next, ...rest]: FieldQuestion['way']): boolean {
  if (Array.isArray(data)) return data.some((element) => comesTo(element, next ? [next, ...rest] : []))
  if (typeof data !== 'object' || data === null) return false
  return next === undefined || comesTo((data as Record<string, unknown>)[next.key], rest)
}
