import type { Grain } from '@shequ/schema/measures/periods'
import { aspects, benchmarks, comparisons, dimensions } from '@shequ/schema/measures/question-values'
import { type Language, languages, type Term } from '@shequ/schema/terms/term'
import { measureNames, refuse, requireValue } from './export-values.js'

/** What is asked for at `/measures.csv`, `/measures.json` and `/measures.xlsx`: a question of measures, and how it is to be written. */
export interface Export {
  readonly within: string
  /** Cities that are set beside it. */
  readonly beside: readonly string[]
  /** The schema's `MeasureQuery`. Its names and codes are among those the schema has; the rest is the graph's to check. */
  readonly query: Readonly<Record<string, unknown>> & {
    readonly from: string
    readonly to: string
    readonly grain: Grain
    readonly measures: readonly string[]
    readonly filter: Readonly<Record<string, readonly string[]>>
    readonly having: readonly unknown[]
  }
  /** At most so many rows, the first ones; null for all. */
  readonly rows: number | null
  /** What narrows the question, as its address has it: `learnerGroups=RETIRED,MIGRANTS&having=ATTENDANCES:LT:100`. Null when nothing does. */
  readonly narrowedBy: string | null
  /** The language in which heads and values are written for people; null where they are names and codes, for programs. */
  readonly labels: Language | null
  /** Whether periods stand across: a column for each. */
  readonly isWide: boolean
  /** Whether the file begins with a byte order mark, by which spreadsheets know UTF-8. */
  readonly bom: boolean
  /** Whether a CSV's codes and periods are written so that a spreadsheet keeps them as text. */
  readonly forSpreadsheets: boolean
  /** The parameters of its address, in their order. */
  readonly address: readonly (readonly [name: string, value: string])[]
}

const lists = ['measures', 'groupBy'] as const
const filters = ['boroughs', 'streets', 'communities', 'communityKinds', 'learnerGroups', 'programmeKinds'] as const
const known: readonly string[] = [
  'within',
  'beside',
  'areaGroup',
  ...lists,
  'from',
  'to',
  'grain',
  ...filters,
  'having',
  'orderBy',
  'rows',
  'columns',
  'bom',
  'spreadsheet',
  'labels',
]

/**
 * Reads an export from the parameters of its address, which are named as the question's fields. Lists are divided by
 * commas or given several times; `having` is `MEASURE:OP:VALUE`,
 * where the value is a number, TARGET or THRESHOLD; `areaGroup` is `NAME:CODE,CODE`, once for each group; `orderBy` `MEASURE[:GROWTH|:GROWTH_ON_YEAR][:DESC]` or `DIMENSION[:DESC]`.
 *
 * @throws {HubError} BAD_USER_INPUT, naming the parameter, what it takes and what it got.
 */
export function readExport(parameters: Readonly<Record<string, string | readonly string[] | undefined>>): Export {
  const unknown = Object.keys(parameters).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw refuse(unknown, {
      en: `Expected parameters among ${known.join(', ')}, but got "${unknown.slice(0, 40)}".`,
      zh: `参数应取自 ${known.join('、')}，而收到的是 "${unknown.slice(0, 40)}"。`,
    })
  }
  const list = (name: string) => {
    const values = [parameters[name] ?? []].flat().flatMap((value) => value.split(',').filter(Boolean))
    for (const value of values) requireValue(name, value)
    return values
  }
  const filter = Object.fromEntries(
    filters.flatMap((name) => (parameters[name] === undefined ? [] : [[name, list(name)]])),
  )
  return {
    within: required(parameters, 'within'),
    beside: list('beside'),
    query: {
      measures: list('measures'),
      groupBy: list('groupBy'),
      from: required(parameters, 'from'),
      to: required(parameters, 'to'),
      grain: required(parameters, 'grain') as Grain,
      filter,
      ...(parameters['areaGroup'] === undefined ? {} : { areaGroups: [parameters['areaGroup']].flat().map(readGroup) }),
      having: list('having').map(readCondition),
      orderBy: list('orderBy').map(readOrder),
    },
    rows: readRows(parameters['rows']),
    narrowedBy:
      [...filters, 'having', 'rows']
        .flatMap((name) => (parameters[name] === undefined ? [] : [`${name}=${list(name).join(',')}`]))
        .join('&') || null,
    labels: readLabels(parameters['labels']),
    isWide: readColumns(parameters['columns'], list('groupBy')),
    bom: readBoolean(parameters, 'bom'),
    forSpreadsheets: readBoolean(parameters, 'spreadsheet'),
    address: Object.entries(parameters).map(([name, value]) => [name, [value ?? []].flat().join(',')] as const),
  }
}

function required(parameters: Readonly<Record<string, unknown>>, name: string): string {
  const value = parameters[name]
  if (typeof value === 'string' && value !== '') {
    requireValue(name, value)
    return value
  }
  throw refuse(name, {
    en: `Expected the parameter \`${name}\` once, but got ${value === undefined ? 'none' : 'several or nothing'}.`,
    zh: `参数 \`${name}\` 应给出一次，而${value === undefined ? '没有收到' : '收到的为空或有多个'}。`,
  })
}

function readRows(given: unknown): number | null {
  if (given === undefined) return null
  const rows = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : 0
  if (rows > 0 && Number.isSafeInteger(rows)) return rows
  const got = JSON.stringify(given).slice(0, 40)
  throw refuse('rows', {
    en: `Expected \`rows\` to be a whole number from 1, but got ${got}.`,
    zh: `\`rows\` 应为不小于 1 的整数，而收到 ${got}。`,
  })
}

function readColumns(given: unknown, groupBy: readonly string[]): boolean {
  if (given === undefined) return false
  if (given !== 'PERIOD') {
    throw refuse('columns', {
      en: `Expected \`columns\` to be PERIOD, but got ${JSON.stringify(given).slice(0, 40)}.`,
      zh: `\`columns\` 应为 PERIOD，而收到的是 ${JSON.stringify(given).slice(0, 40)}。`,
    })
  }
  if (groupBy.includes('PERIOD')) return true
  throw refuse('columns', {
    en: 'Expected rows by PERIOD for `columns=PERIOD`. Add PERIOD to `groupBy`.',
    zh: '`columns=PERIOD` 需要按 PERIOD 分行。请在 `groupBy` 中加入 PERIOD。',
  })
}

function readLabels(given: unknown): Language | null {
  if (given === undefined) return null
  const language = languages.find((each) => each === given)
  if (language !== undefined) return language
  throw refuse('labels', {
    en: `Expected \`labels\` to be one of ${languages.join(', ')}, but got ${JSON.stringify(given).slice(0, 40)}.`,
    zh: `\`labels\` 应为以下之一：${languages.join('、')}，而收到的是 ${JSON.stringify(given).slice(0, 40)}。`,
  })
}

function readBoolean(parameters: Readonly<Record<string, unknown>>, name: string): boolean {
  const value = parameters[name] ?? 'false'
  if (value === 'true' || value === 'false') return value === 'true'
  throw refuse(name, {
    en: `Expected \`${name}\` to be true or false, but got ${JSON.stringify(value).slice(0, 40)}.`,
    zh: `\`${name}\` 应为 true 或 false，而收到的是 ${JSON.stringify(value).slice(0, 40)}。`,
  })
}

function readCondition(text: string) {
  const [measure, op, value, ...more] = text.split(':')
  const number = Number(value)
  const isBenchmark = (benchmarks as readonly string[]).includes(value ?? '')
  if (measure && op && value && (isBenchmark || Number.isFinite(number)) && more.length === 0) {
    requireOneOf('having', { en: 'measures', zh: '指标' }, measureNames, measure)
    requireOneOf('having', { en: 'comparisons', zh: '比较符' }, comparisons, op)
    return isBenchmark ? { measure, op, than: value } : { measure, op, value: number }
  }
  throw refuse('having', {
    en: `Expected \`having\` to be a measure, a comparison and a number, TARGET or THRESHOLD, such as OLDER_PARTICIPATION_RATE:LT:20, but got "${text.slice(0, 60)}".`,
    zh: `\`having\` 应为指标、比较符与数字、TARGET 或 THRESHOLD，如 OLDER_PARTICIPATION_RATE:LT:20，而收到的是 "${text.slice(0, 60)}"。`,
  })
}

function readGroup(text: string) {
  const colon = text.lastIndexOf(':')
  const [name, codes] = [
    text.slice(0, Math.max(colon, 0)),
    text
      .slice(colon + 1)
      .split(',')
      .filter(Boolean),
  ]
  if (name === '' || codes.length === 0) {
    throw refuse('areaGroup', {
      en: `Expected \`areaGroup\` to be a name and codes such as New towns:310114000000,310118000000, but got "${text.slice(0, 60)}".`,
      zh: `\`areaGroup\` 应为名称与代码，如 新城:310114000000,310118000000，而收到的是 "${text.slice(0, 60)}"。`,
    })
  }
  for (const code of codes) requireValue('areaGroup', code)
  return { name, codes }
}

function readOrder(text: string) {
  const [name = '', ...words] = text.split(':')
  const direction = words.at(-1) === 'ASC' || words.at(-1) === 'DESC' ? words.pop() : 'ASC'
  const by = (aspects as readonly string[]).includes(words[0] ?? '') ? words.shift() : undefined
  if (name !== '' && words.length === 0) {
    if (!isDimension(name)) {
      requireOneOf(
        'orderBy',
        { en: 'measures and dimensions', zh: '指标和维度' },
        [...measureNames, ...dimensions],
        name,
      )
      return { measure: name, by: by ?? 'VALUE', direction }
    }
    if (by === undefined) return { dimension: name, direction }
  }
  throw refuse('orderBy', {
    en: `Expected \`orderBy\` to be a measure or a dimension such as ATTENDANCES:GROWTH:DESC or PERIOD:ASC, but got "${text.slice(0, 60)}".`,
    zh: `\`orderBy\` 应为指标或维度，如 ATTENDANCES:GROWTH:DESC 或 PERIOD:ASC，而收到的是 "${text.slice(0, 60)}"。`,
  })
}

function isDimension(name: string): boolean {
  return (dimensions as readonly string[]).includes(name)
}

function requireOneOf(argument: string, what: Term, all: readonly string[], name: string): void {
  if (all.includes(name)) return
  throw refuse(argument, {
    en: `Expected \`${argument}\` to name one of the ${what.en} ${all.join(', ')}, but got "${name.slice(0, 60)}".`,
    zh: `\`${argument}\` 应为以下${what.zh}之一：${all.join('、')}，而收到的是 "${name.slice(0, 60)}"。`,
  })
}
