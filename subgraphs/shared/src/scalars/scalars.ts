import { GraphQLScalarType, valueFromASTUntyped } from 'graphql'
import { isCreditCode } from '@shequ/schema/codes/credit-code'
import { isDivisionCode } from '@shequ/schema/codes/division-code'
import { textScalar } from './text-scalar.js'

const DivisionCode = textScalar({
  name: 'DivisionCode',
  expected: 'a 12-digit division code such as "310101002001"',
  read: (text) => (isDivisionCode(text) ? text : undefined),
})

const CreditCode = textScalar({
  name: 'CreditCode',
  expected: 'an 18-character unified social credit code whose check character holds',
  read: (text) => (isCreditCode(text) ? text : undefined),
})

/** A day of the calendar since its year 1, which is what the database keeps. */
const dayForm = /^(?!0000)\d{4}-\d{2}-\d{2}$/

const DateScalar = textScalar({
  name: 'Date',
  expected: 'a calendar day such as "2025-03-01"',
  read: (text) => (dayForm.test(text) && isDay(text) ? text : undefined),
})

const Month = textScalar({
  name: 'Month',
  expected: 'a calendar month such as "2025-03"',
  read: (text) => (/^(?!0000)\d{4}-(0[1-9]|1[0-2])$/.test(text) ? text : undefined),
})

const momentForm = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

const DateTime = textScalar({
  name: 'DateTime',
  expected: 'a moment with its time zone such as "2025-03-01T19:30:00+08:00"',
  read: (text) => {
    const day = momentForm.exec(text)?.[1]
    const milliseconds = Date.parse(text)
    return day && isDay(day) && !Number.isNaN(milliseconds) ? new Date(milliseconds).toISOString() : undefined
  },
  write: (moment) => new Date(String(moment)).toISOString(),
})

const moneyForm = /^\d{1,12}(\.\d{1,2})?$/

const Money = textScalar({
  name: 'Money',
  expected: 'an amount in CNY as a decimal string such as "12500.00"',
  read: (text) => (moneyForm.test(text) ? text : undefined),
  write: (amount) => {
    const [whole = '0', fraction = ''] = String(amount).split('.')
    return `${whole}.${fraction.padEnd(2, '0')}`
  },
})

const ResidentReference = textScalar({
  name: 'ResidentReference',
  expected: "the office's reference to a resident, 1 to 64 characters",
  isPersonal: true,
  read: (text) => (text.trim().length >= 1 && text.length <= 64 ? text.trim() : undefined),
  write: () => {
    throw new Error('A resident reference is taken in, never given out.')
  },
})

/** Any JSON value, as it is. */
const JsonScalar = new GraphQLScalarType<unknown>({
  name: 'JSON',
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
  serialize: (value) => value,
})

/** The scalars of the graph, by name. A subgraph takes those that its SDL declares. */
export const scalars = {
  DivisionCode,
  CreditCode,
  Date: DateScalar,
  DateTime,
  Month,
  Money,
  ResidentReference,
  JSON: JsonScalar,
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}
