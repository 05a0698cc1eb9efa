import { type BaseCountName, columnOf } from '@shequ/schema/measures/base-counts'
import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Terms } from '@shequ/schema/measures/measure-definition'
import type { RegisterCountName } from '@shequ/schema/measures/register-counts'
import type { Tier } from '@shequ/schema/tiers'
import { definitionOf, isRegisterCount } from './measure-counts.js'
import { begunSql, mergedPeriods, type Question } from './plan-question.js'
import { returnScope, scopeOf } from './scopes.js'
import { isKnownTo } from './tier-figures.js'

/** The columns of a measure, by its place among those asked for. */
const partColumns = ['numerator_low', 'numerator_high', 'denominator_low', 'denominator_high'] as const
export const boundColumns = ['low', 'high'] as const

/** The parts of a measure that rows of the statement have beside its bounds: none of a count, whose bounds are its numerator's. */
export function partsOf(measure: MeasureName): readonly string[] {
  return definitionOf(measure).denominator === null ? [] : partColumns
}

/**
 * SQL for the bounds of a measure's numerator and denominator, of a row of figures `g`; null where nobody reported. Of a
 * count, they are its own. Where anything is `tightened`, what is known beside is in a row `t`.
 */
export function partsSql(
  measure: MeasureName,
  place: number,
  question: Question,
  tier: Tier,
  isTightened: boolean,
): readonly string[] {
  const { numerator, denominator } = definitionOf(measure)
  const known = isKnownTo(tier, measure)
  const scope = scopeOf(measure)
  const isThere = scope === returnScope ? `g.expected > 0 and ${begunSql(question, 'g.')}` : `g.reported_${scope} > 0`
  const sums = [
    sumOf(numerator, 'low', scope, question, isTightened),
    sumOf(numerator, 'high', scope, question, isTightened),
    ...(denominator
      ? [
          sumOf(denominator, 'low', scope, question, isTightened),
          sumOf(denominator, 'high', scope, question, isTightened),
        ]
      : []),
  ]
  const columns = denominator ? partColumns : boundColumns
  return sums.map(
    (sql, index) => `${known ? `case when ${isThere} then ${sql} end` : 'null::float8'} as m${place}_${columns[index]}`,
  )
}

/**
 * SQL for the least and the most that a measure can be, given the bounds of its parts: the same where all is known. A
 * share of the whole is between 0 and its scale; where the whole holds the part itself, the two move together. None for a count.
 */
export function boundsSql(measure: MeasureName, place: number): readonly string[] {
  const { numerator, denominator, scale, unit } = definitionOf(measure)
  if (denominator === null) return []
  const [nl, nh, dl, dh] = partColumns.map((column) => `m${place}_${column}`) as [string, string, string, string]
  const exact = `${nl} = ${nh} and ${dl} = ${dh}`
  const value = `${scale}::float8 * ${nl} / nullif(${dl}, 0)`
  const isShare =
    (unit === 'percent' || unit === 'points of 100') && denominator.every(([count]) => !isRegisterCount(count))
  const holdsItself =
    denominator.length > numerator.length &&
    numerator.every(([count, weight]) => denominator.some(([other, same]) => other === count && same === weight))
  const low = holdsItself ? `${nl} / nullif(${dh} - ${nh} + ${nl}, 0)` : `greatest(${nl}, 0) / nullif(${dh}, 0)`
  const high = holdsItself ? `${nh} / nullif(${dl} - ${nl} + ${nh}, 0)` : `${nh} / nullif(${dl}, 0)`
  const ends = isShare ? [`greatest(coalesce(${low}, 0), 0)`, `least(coalesce(${high}, 1), 1)`] : [low, high]
  return ends.map(
    (end, index) =>
      `case when ${exact} then ${value} when ${nl} is not null then ${scale}::float8 * ${end} end as m${place}_${boundColumns[index]}`,
  )
}

function sumOf(terms: Terms, end: 'low' | 'high', scope: string, question: Question, isTightened: boolean): string {
  const other = end === 'low' ? 'high' : 'low'
  return terms
    .map(([count, weight]) => {
      const sql = isRegisterCount(count)
        ? registerSql(count, scope, question)
        : baseSql(count, weight < 0 ? other : end, isTightened)
      return timesWeight(sql, weight)
    })
    .join(' + ')
}

/** Divides by a whole number where the weight is one's inverse, so that 90 minutes are 1.5 hours to the last digit. */
function timesWeight(sql: string, weight: number): string {
  if (weight === 1) return sql
  const inverse = Math.round(1 / weight)
  return Math.abs(weight) < 1 && 1 / inverse === weight ? `${sql} / ${inverse}` : `${sql} * (${weight})`
}

/** SQL for a bound of a count, of a row of figures `g`; where anything is `tightened`, with what is known beside in a row `t`. */
export function baseSql(count: BaseCountName, end: 'low' | 'high', isTightened: boolean): string {
  const column = `${end}_${columnOf(count)}`
  return isTightened ? `${end === 'low' ? 'greatest' : 'least'}(g.${column}, t.${column})` : `g.${column}`
}

function registerSql(count: RegisterCountName, scope: string, question: Question): string {
  const sql: Readonly<Record<RegisterCountName, string>> = {
    residents: `case when not g.unknown_${scope} then g.residents_${scope} end`,
    olderResidents: `case when not g.older_unknown_${scope} then g.older_${scope} end`,
    budget: `g.budget_${scope}`,
    guidanceIssued: `g.guidance_${scope}`,
    designated: 'g.designated::float8',
    returnsReceived: 'g.received::float8',
    returnsExpected: 'g.expected::float8',
    communities: `g.expected::float8 / ${mergedPeriods(question)}`,
  }
  return sql[count]
}
