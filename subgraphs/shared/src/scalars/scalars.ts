import { GraphQLScalarType, valueFromASTUntyped } from 'graphql'
import { scalarForms } from '@shequ/schema/scalars/scalar-forms'
import { textScalar } from './text-scalar.js'

const { DivisionCode, CreditCode, Date: Day, Month, DateTime, Money, ResidentReference, Watermark } = scalarForms
const { TimeOfDay, LanguageTag } = scalarForms

/** Any JSON value, as it is. */
const JsonScalar = new GraphQLScalarType<unknown>({
  name: 'JSON',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  serialize: (value) => value,
})

/** The scalars of the graph, by name. A subgraph takes those that its SDL declares. */
export const scalars = {
  DivisionCode: textScalar('DivisionCode', DivisionCode),
  CreditCode: textScalar('CreditCode', CreditCode),
  Date: textScalar('Date', Day),
  DateTime: textScalar('DateTime', DateTime, (moment) => new Date(String(moment)).toISOString()),
  Watermark: textScalar('Watermark', Watermark),
  Month: textScalar('Month', Month),
  Money: textScalar('Money', Money, (amount) => {
    const [whole = '0', fraction = ''] = String(amount).split('.')
    return `${whole}.${fraction.padEnd(2, '0')}`
  }),
  TimeOfDay: textScalar('TimeOfDay', TimeOfDay),
  LanguageTag: textScalar('LanguageTag', LanguageTag),
  ResidentReference: textScalar('ResidentReference', ResidentReference, () => {
    throw new Error('A resident reference is taken in, never given out.')
  }),
  JSON: JsonScalar,
}
