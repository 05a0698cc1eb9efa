import { HubError } from '@shequ/schema/errors/hub-error'
import { periodsBetween, type Period } from '@shequ/schema/measures/periods'
import type { Term } from '@shequ/schema/terms/term'
import { grainsInWords } from './in-words.js'
import type { MeasureQuery } from './measure-query.js'

/** The most that one question takes of each. */
export const limits = { measures: 20, periods: 60, filter: 500, having: 10, orderBy: 5 } as const

/** The first and the last month that can be asked about. */
export const months = { first: '1900-01', last: '2999-12' } as const

/**
 * Holds a question to its limits.
 *
 * @returns its periods, in order.
 * @throws {HubError} BAD_USER_INPUT, naming the argument, what it takes and what it got.
 */
export function requireLimits(query: MeasureQuery): readonly Period[] {
  requireLength('measures', query.measures, 1, limits.measures)
  requireLength('having', query.having ?? [], 0, limits.having)
  requireLength('orderBy', query.orderBy ?? [], 0, limits.orderBy)
  requireDistinct('measures', query.measures)
  requireDistinct('groupBy', query.groupBy ?? [])
  for (const [name, values] of Object.entries(query.filter ?? {})) {
    if (values !== null && values !== undefined) requireLength(`filter.${name}`, values as unknown[], 1, limits.filter)
  }
  return requirePeriods(query)
}

function requirePeriods({ from, to, grain }: MeasureQuery): readonly Period[] {
  requireMonth('from', from)
  requireMonth('to', to)
  if (to < from)
    throw refuse('to', {
      en: `Expected \`to\` not before \`from\` (${from}), but got ${to}. Exchange the two.`,
      zh: `\`to\`（${to}）不能早于 \`from\`（${from}）。请对调二者。`,
    })
  const by = grainsInWords[grain]
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  const periods = years > limits.periods ? undefined : periodsBetween(from, to, grain)
  if (periods === undefined || periods.length > limits.periods) {
    throw refuse('to', {
      en: `Expected at most ${limits.periods} periods at once, but ${from} to ${to} has more ${by.en}s. Ask for less time or longer periods.`,
      zh: `一次最多查${limits.periods}个报告期，而 ${from} 至 ${to} 按${by.zh}超过此数。请缩短时间，或改按更长的报告期查询。`,
    })
  }
  if (periods.length > 0) return periods
  throw refuse('grain', {
    en: `Expected at least one whole ${by.en} from ${from} to ${to}, but there is none. Widen it or ask by MONTH.`,
    zh: `${from} 至 ${to} 之间没有完整的${by.zh}。请延长时间，或按月（MONTH）查询。`,
  })
}

function requireMonth(argument: 'from' | 'to', month: string): void {
  if (month >= months.first && month <= months.last) return
  throw refuse(argument, {
    en: `Expected \`${argument}\` to be from ${months.first} to ${months.last}, but got ${month}. Ask for months in between.`,
    zh: `\`${argument}\` 应在 ${months.first} 至 ${months.last} 之间，而所给为 ${month}。请查询其间的月份。`,
  })
}

function requireLength(argument: string, values: readonly unknown[], least: number, most: number): void {
  if (values.length >= least && values.length <= most) return
  const [en, zh] =
    values.length > most
      ? ['Ask in several questions.', '请分几次查询。']
      : argument === 'measures'
        ? ['Give one.', '请给出一项。']
        : ['Give one, or leave the list out.', '请给出一项，或不给此列表。']
  throw refuse(argument, {
    en: `Expected \`${argument}\` to have ${least} to ${most} entries, but got ${values.length}. ${en}`,
    zh: `\`${argument}\` 应有 ${least} 至 ${most} 项，而所给为 ${values.length} 项。${zh}`,
  })
}

function requireDistinct(argument: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index)
  if (twice !== undefined)
    throw refuse(argument, {
      en: `Expected each of \`${argument}\` once, but got ${twice} twice. Leave one out.`,
      zh: `\`${argument}\` 中每项只能出现一次，而 ${twice} 出现两次。请去掉其一。`,
    })
}

/** The error of a question that can't be answered as asked. */
export function refuse(argument: string, message: Term): HubError {
  return new HubError('BAD_USER_INPUT', message, { argument: `query.${argument}` })
}
