import { type CustomTypesConfig, types as driver } from 'pg'

type Parse = (text: string) => unknown

/** The driver's own choice of a parser; its types list only some of the numbers that it takes. */
const driverParser = driver.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parse

/** PostgreSQL's numbers of the types that this project reads otherwise than the driver does, and of arrays of them. */
const types = {
  int8: 20,
  int8Array: 1016,
  date: 1082,
  dateArray: 1182,
  timestamp: 1114,
  timestampArray: 1115,
  timestamptz: 1184,
  timestamptzArray: 1185,
  numericArray: 1231,
} as const

const textArray = 1009

/**
 * How values arrive from a pool's queries, decided here alone:
 * `int8` as a number, as a bigint beyond 2^53; `numeric` as a decimal string; `date` as `2025-03-01`; `timestamptz` and `timestamp` (which
 * Prisma keeps in UTC) as `2025-03-01T08:30:00.123Z`. Everything else as the driver has it. Prisma brings
 * its own parsers with each query and is not affected.
 */
export const valueParsers: CustomTypesConfig = { getTypeParser: (oid, format) => findParser(oid, format) }

const textParsers = new Map<number, Parse>([
  [types.int8, parseInteger],
  [types.int8Array, parseArray(parseInteger)],
  [types.date, (text) => text],
  [types.dateArray, parseArray((text) => text)],
  [types.timestamp, parseTimestamp],
  [types.timestampArray, parseArray(parseTimestamp)],
  [types.timestamptz, parseTimestampWithZone],
  [types.timestamptzArray, parseArray(parseTimestampWithZone)],
  [types.numericArray, parseArray((text) => text)],
])

function findParser(oid: number, format: 'text' | 'binary' = 'text'): Parse {
  const own = format === 'text' ? textParsers.get(oid) : undefined
  return own ?? driverParser(oid, format)
}

function parseInteger(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

function parseTimestamp(text: string): string {
  return /^\d{4}-/.test(text) ? `${text.replace(' ', 'T')}Z` : text
}

/** Connections of a pool are set to UTC, so that the server's own text is ISO 8601 but for two characters. */
function parseTimestampWithZone(text: string): string {
  if (!/^\d{4}-/.test(text)) return text
  if (text.endsWith('+00')) return `${text.slice(0, 10)}T${text.slice(11, -3)}Z`
  return new Date(text).toISOString()
}

function parseArray(parse: Parse): Parse {
  const parseTexts = driverParser(textArray) as (text: string) => NestedText
  return (text) => mapNested(parseTexts(text), parse)
}

type NestedText = readonly (string | null | NestedText)[]

function mapNested(values: NestedText, parse: Parse): unknown[] {
  return values.map((value) => {
    if (value === null) return null
    return typeof value === 'string' ? parse(value) : mapNested(value, parse)
  })
}
