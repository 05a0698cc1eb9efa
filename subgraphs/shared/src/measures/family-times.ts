import { type BaseCountName, baseCounts } from '@shequ/schema/measures/base-counts'
import { type Grain, type Period, periodsWithin } from '@shequ/schema/measures/periods'
import { mergedPeriods, type Question } from './plan-question.js'
import { periodsOf } from './communities-sql.js'
import type { Relation, Rule } from './relate-parts.js'

/** The periods of the years in which a question's periods lie, with those that it takes together, and how they add up. */
export interface FamilyTimes {
  /** Those that returns are of; behind them come the spans that the question takes together. */
  readonly periods: readonly Period[]
  readonly length: number
  readonly relations: readonly Relation[]
  /** Each span, and what it takes together. */
  readonly spans: readonly Relation[]
  /** The place of each row's period, by its number in the statement, from 1. */
  readonly places: readonly number[]
}

/** All periods of the years of a question. */
export function familyTimes(question: Question): FamilyTimes {
  const asked = periodsOf(question)
  const years = [...new Set(asked.map((period) => period.slice(0, 4)))]
  const periods = years.flatMap((year) => [year, ...periodsWithin(year, 'QUARTER'), ...periodsWithin(year, 'MONTH')])
  const placeOf = new Map(periods.map((period, place) => [period, place]))
  const placesOf = (of: readonly Period[]) => of.map((period) => placeOf.get(period) ?? -1)
  const relation = (whole: Period, parts: readonly Period[]) => ({
    whole: placesOf([whole])[0] ?? -1,
    parts: placesOf(parts),
  })
  const calendar = years.flatMap((year) => [
    relation(year, periodsWithin(year, 'QUARTER')),
    ...periodsWithin(year, 'QUARTER').map((quarter) => relation(quarter, periodsWithin(quarter, 'MONTH'))),
  ])
  if (mergedPeriods(question) === 1) {
    return { periods, length: periods.length, relations: calendar, spans: [], places: placesOf(asked) }
  }
  const ofYears = years.map((year, index) => ({
    year,
    place: periods.length + index,
    within: asked.filter((period) => period.startsWith(year)),
  }))
  const spans = ofYears.map(({ place, within }) => ({ whole: place, parts: placesOf(within) }))
  const around = ofYears.flatMap(({ year, place, within }) =>
    aroundSpan(year, within, question.grain).map(({ whole, parts, covers }) =>
      covers === 'span'
        ? { whole: place, parts: placesOf(parts) }
        : { whole: placeOf.get(whole) ?? -1, parts: [place, ...placesOf(parts)] },
    ),
  )
  const together = { whole: periods.length + years.length, parts: ofYears.map(({ place }) => place) }
  return {
    periods,
    length: periods.length + years.length + 1,
    relations: [...calendar, ...around],
    spans: [...spans, together],
    places: [together.whole],
  }
}

/** What periods of a year that are taken together are besides: the year less the rest of it, and quarters and single months. */
function aroundSpan(year: string, within: readonly Period[], grain: Grain) {
  if (grain === 'YEAR') return []
  const rest = periodsWithin(year, grain).filter((period) => !within.includes(period))
  const ofYear = { covers: 'year', whole: year, parts: rest } as const
  if (grain === 'QUARTER') return [ofYear]
  const quarters = periodsWithin(year, 'QUARTER').map((quarter) => ({
    quarter,
    months: periodsWithin(quarter, 'MONTH'),
  }))
  const whole = quarters.filter(({ months }) => months.every((month) => within.includes(month)))
  const single = within.filter((month) => !whole.some(({ months }) => months.includes(month)))
  const home = quarters.find(({ months }) => within.every((month) => months.includes(month)))
  return [
    ofYear,
    ...(whole.length > 0
      ? [{ covers: 'span', whole: year, parts: [...whole.map(({ quarter }) => quarter), ...single] } as const]
      : []),
    ...(home
      ? [
          {
            covers: 'year',
            whole: home.quarter,
            parts: home.months.filter((month) => !within.includes(month)),
          } as const,
        ]
      : []),
  ]
}

/** How a count of a period follows from its parts'; undefined where it does not, as what holds on its last day. */
export function timeRule(count: BaseCountName): Rule | undefined {
  if (baseCounts[count].adds.overTime) return 'sum'
  return baseCounts[count].unit === 'persons' ? 'union' : undefined
}
