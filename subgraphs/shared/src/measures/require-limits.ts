import { HubError } from '@shequ/schema/errors/hub-error'
import { periodsBetween, type Period } from '@shequ/schema/measures/periods'
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
  if (to < from) throw refuse('to', `Expected \`to\` not before \`from\` (${from}), but got ${to}. Exchange the two.`)
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  const periods = years > limits.periods ? undefined : periodsBetween(from, to, grain)
  if (periods === undefined || periods.length > limits.periods) {
    throw refuse(
      'to',
      `Expected at most ${limits.periods} periods, but ${from} to ${to} is more by ${grain}. Ask for less time or a coarser grain.`,
    )
  }
  if (periods.length > 0) return periods
  throw refuse(
    'grain',
    `Expected at least one whole ${grain.toLowerCase()} from ${from} to ${to}, but there is none. Widen it or ask by MONTH.`,
  )
}

function requireMonth(argument: 'from' | 'to', month: string): void {
  if (month >= months.first && month <= months.last) return
  throw refuse(
    argument,
    `Expected \`${argument}\` to be from ${months.first} to ${months.last}, but got ${month}. Ask for months in between.`,
  )
}

function requireLength(argument: string, values: readonly unknown[], least: number, most: number): void {
  if (values.length >= least && values.length <= most) return
  const next =
    values.length > most
      ? 'Ask in several questions.'
      : `Give one${argument === 'measures' ? '' : ', or leave the list out'}.`
  throw refuse(
    argument,
    `Expected \`${argument}\` to have ${least} to ${most} entries, but got ${values.length}. ${next}`,
  )
}

function requireDistinct(argument: string, values: readonly string[]): void {
  const twice = values.find((value, index) => values.indexOf(value) !== index)
  if (twice !== undefined)
    throw refuse(argument, `Expected each of \`${argument}\` once, but got ${twice} twice. Leave one out.`)
}

/** The error of a question that can't be answered as asked. */
export function refuse(argument: string, message: string): HubError {
  return new HubError('BAD_USER_INPUT', message, { argument: `query.${argument}` })
}
