import { HubError } from '@shequ/schema/errors/hub-error'
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedOutputType,
  type GraphQLSchema,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  valueFromAST,
} from 'graphql'
import { type Page, pageOf } from './page.js'
import type { Prices } from './prices.js'

/** What clients may ask, with what it costs. */
export interface PricedSchema {
  readonly whole: GraphQLSchema
  readonly prices: Prices
}

/** One use of a field: what of it tells what it costs. */
export interface ReadField {
  readonly field: GraphQLField<unknown, unknown>
  readonly page: Page | undefined
  /** What each entry costs. */
  readonly price: number
  /** What its arguments cost. */
  readonly once: number
  /** How often a field that is no list has a value: less than once for a few of introspection. */
  readonly share: number
  /** Whether its entries are objects that a tier is asked for. */
  readonly isRecord: boolean
}

const metaFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
  __typename: TypeNameMetaFieldDef,
}

/**
 * Reads one use of a field; undefined for a field that the type does not have.
 *
 * @throws {HubError} LIST_TOO_LONG for a list of more entries than may be asked for; BAD_USER_INPUT.
 */
export function readField(
  { prices }: PricedSchema,
  parent: GraphQLNamedOutputType,
  node: FieldNode,
  { variables, longestList }: { readonly variables: Readonly<Record<string, unknown>>; readonly longestList: number },
): ReadField | undefined {
  const name = node.name.value
  const own = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
  const field = own ?? metaFields[name]
  if (field === undefined) return undefined
  const type = getNamedType(field.type)
  const coordinate = `${parent.name}.${name}`
  const valueOf = (argument: string) => valueOfArgument(field, node, argument, variables)
  const introspected = prices.lengthOfIntrospection(coordinate)
  const size = prices.directives.lists.get(coordinate) ?? introspected
  const page = pageOf({ field, node, valueOf, size }, variables)
  if (longestList > 0 && page !== undefined && page.length > longestList) throw tooLong(name, page.length, longestList)
  return {
    field,
    page,
    price: prices.ofEntry(parent, name, type),
    once: prices.ofArguments(
      coordinate,
      field.args.flatMap((argument) =>
        node.arguments?.some((given) => given.name.value === argument.name)
          ? [[argument, valueOf(argument.name)] as const]
          : [],
      ),
    ),
    share: Math.min(1, introspected?.assumedSize ?? 1),
    isRecord: isCompositeType(type) && !type.name.startsWith('__'),
  }
}

function valueOfArgument(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  argument: string,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const definition = field.args.find(({ name }) => name === argument)
  if (definition === undefined) return undefined
  const given = node.arguments?.find(({ name }) => name.value === argument)?.value
  return (given === undefined ? undefined : valueFromAST(given, definition.type, variables)) ?? definition.defaultValue
}

function tooLong(field: string, length: number, limit: number): HubError {
  return new HubError(
    'LIST_TOO_LONG',
    {
      en: `Expected a list of at most ${limit} entries, but \`${field}\` is asked for ${length}. Ask for a shorter page, and for the next one after it.`,
      zh: `一个列表至多 ${limit} 条，而 \`${field}\` 要 ${length} 条。请缩短每页，再取下一页。`,
    },
    { field, limit, requested: length },
  )
}
