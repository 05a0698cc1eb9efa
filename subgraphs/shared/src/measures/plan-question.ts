import type { MeasureName } from '@shequ/schema/measures/measures'
import { daysOf, type Grain, type Period } from '@shequ/schema/measures/periods'
import { requirePageSize } from '../paging/page-arguments.js'
import { type Breakdown, chooseCells, requireBreakdowns } from './choose-cells.js'
import { grainsInWords, measureInWords } from './in-words.js'
import { addsOverTime, registerCountsOf, whyNotOverTime } from './measure-counts.js'
import { requireGroups } from './area-groups.js'
import { areaLevels } from './areas-by-level.js'
import type { Dimension } from '@shequ/schema/measures/question-values'
import type { AreaGroup, AreaLevel, MeasureFilter, MeasureQuery } from './measure-query.js'
import { type Condition, planConditions } from './plan-conditions.js'
import { type Growth, type GrowthColumn, planGrowth } from './plan-growth.js'
import { growthsOfOrder, planOrder, type SortKey } from './plan-order.js'
import { refuse, requireLimits } from './require-limits.js'

/** How many digits of a code name an area of a level. */
export const areaDigits: Readonly<Record<AreaLevel, number>> = { BOROUGH: 6, STREET: 9, COMMUNITY: 12 }

/** A question that can be answered: what its statement is made of. */
export interface Question {
  readonly measures: readonly MeasureName[]
  /** The finest level of area that rows are broken down by; null where areas are taken together. */
  readonly level: AreaLevel | null
  /** The groups of areas that rows are of; null where they are of areas themselves. */
  readonly groups: readonly AreaGroup[] | null
  /** Whether cities have rows of their own, and whether several cities make one table. */
  readonly byCity: boolean
  readonly areBeside: boolean
  /** Whether each period has rows of its own; false where several are taken together, or there is but one. */
  readonly byPeriod: boolean
  readonly grain: Grain
  readonly periods: readonly Period[]
  /** The periods before the first that are read, in order, where growth is asked for. */
  readonly earlier: readonly Period[]
  /** The growths that are asked for. */
  readonly growths: readonly Growth[]
  /** How many of all these have begun. What registers count of the others is not yet known. */
  readonly begun: number
  /** How many of them are over. What holds on the last day of the others is not yet known. */
  readonly ended: number
  /** The day in China Standard Time. */
  readonly today: string
  readonly breakdowns: readonly Breakdown[]
  readonly wantsTotals: boolean
  readonly wantsCursors: boolean
  /** The breakdown of the totals; that of rows, too, where they are not broken down. */
  readonly whole: readonly Breakdown[]
  readonly filter: MeasureFilter
  readonly having: readonly Condition[]
  /** Never empty, but for a single row; tells any two rows apart. */
  readonly order: readonly SortKey[]
  readonly size: number
  readonly after: string | null
}

/** What of an answer is asked for, beside its rows. */
export interface Wanted {
  readonly growths: readonly GrowthColumn[]
  /** The totals, or the coverage that is theirs. */
  readonly totals: boolean
  /** Where the page begins and ends. */
  readonly cursors: boolean
}

/**
 * Plans the answer to a question.
 *
 * @param today the day in China Standard Time, which tells the periods that have begun
 * @param areBeside whether cities are asked side by side, in one table
 * @throws {HubError} BAD_USER_INPUT when it can't be answered as asked: why, and what to ask instead.
 */
export function planQuestion(query: MeasureQuery, wanted: Wanted, today: string, areBeside: boolean): Question {
  const periods = requireLimits(query)
  const groupBy = query.groupBy ?? []
  const filter = query.filter ?? {}
  const byPeriod = groupBy.includes('PERIOD')
  const merged = !byPeriod && periods.length > 1
  const [byGroup, byKind] = [groupBy.includes('LEARNER_GROUP'), groupBy.includes('PROGRAMME_KIND')]
  const whole = chooseCells(filter, false, false)
  const breakdowns = byGroup || byKind ? chooseCells(filter, byGroup, byKind) : whole
  requireBreakdowns(query.measures, breakdowns, query.grain)
  if (merged) requireAdditive(query.measures, query.grain)
  requireGrain(query.measures, query.grain)
  if (merged && growthsOfOrder(query).length > 0) {
    throw refuse('orderBy', {
      en: 'To order by change, a row must be of one period, but several are taken together. Give each period its own row (PERIOD), or ask for one period.',
      zh: '按增减排序时每行只能是一个报告期，而此处几个报告期合为一行。请按报告期分列（PERIOD），或只查一个报告期。',
    })
  }
  const growing = merged ? [] : [...new Set([...wanted.growths, ...growthsOfOrder(query)])]
  const { earlier, growths } = planGrowth(growing, periods, query.grain)
  const all = [...earlier, ...periods]
  return {
    measures: query.measures,
    level: finestOf(groupBy),
    groups: requireGroups(query),
    byCity: groupBy.includes('CITY'),
    areBeside,
    byPeriod,
    grain: query.grain,
    periods,
    earlier,
    growths,
    begun: all.filter((period) => daysOf(period).from <= today).length,
    ended: all.filter((period) => daysOf(period).before <= today).length,
    today,
    breakdowns,
    wantsTotals: wanted.totals,
    wantsCursors: wanted.cursors,
    whole,
    filter,
    having: planConditions(query, merged, areBeside),
    order: planOrder(query, byPeriod),
    size: requirePageSize(query.first ?? 100),
    after: query.after ?? null,
  }
}

function finestOf(groupBy: readonly Dimension[]): AreaLevel | null {
  return areaLevels.findLast((level) => groupBy.includes(level)) ?? null
}

function requireAdditive(measures: readonly MeasureName[], grain: Grain): void {
  const measure = measures.find((name) => !addsOverTime(name))
  if (measure === undefined) return
  const [en, zh] =
    grain === 'YEAR'
      ? ['or ask for one year', '或只查一年']
      : ['or ask for one longer period', '或只查一个更长的报告期']
  const [of, why] = [measureInWords(measure), whyNotOverTime(measure)]
  throw refuse('groupBy', {
    en: `${of.en} of several periods can't be added up: ${why.en}. Give each period its own row (PERIOD), ${en}.`,
    zh: `${of.zh}不能把几个报告期相加：${why.zh}。请按报告期分列（PERIOD），${zh}。`,
  })
}

function requireGrain(measures: readonly MeasureName[], grain: Grain): void {
  const yearly = measures.find((name) => registerCountsOf(name).includes('budget'))
  if (yearly === undefined || grain === 'YEAR') return
  const [of, by] = [measureInWords(yearly), grainsInWords[grain]]
  throw refuse('grain', {
    en: `${of.en} is known by year only, not by ${by.en}. Ask by YEAR.`,
    zh: `${of.zh}只按年统计，不按${by.zh}统计。请按年（YEAR）查询。`,
  })
}

/** How many periods a row takes together. */
export function mergedPeriods({ byPeriod, periods }: Question): number {
  return byPeriod ? 1 : periods.length
}

/** SQL for whether the period at a place has begun; of several that are taken together, whether the first has. */
export function begunSql({ begun, ...question }: Question, alias = ''): string {
  return placesUpTo(begun, question, alias)
}

/** SQL for whether the period at a place is over. */
export function endedSql({ ended, ...question }: Question, alias = ''): string {
  return placesUpTo(ended, question, alias)
}

function placesUpTo(last: number, { periods, earlier }: Pick<Question, 'periods' | 'earlier'>, alias: string): string {
  return last === periods.length + earlier.length ? 'true' : `(${alias}place <= ${last})`
}

/** SQL for the place of a row's period; one for all where they are taken together. */
export function placeSql(question: Question, alias = ''): string {
  return mergedPeriods(question) > 1 ? '1::bigint' : `${alias}place`
}
