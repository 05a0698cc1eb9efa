import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import type { MeasureDefinition } from '@shequ/schema/measures/measure-definition'
import { areaDimensions } from './areas-by-level.js'
import type { MeasureCondition, MeasureQuery } from './measure-query.js'
import { refuse } from './require-limits.js'

/** A condition that can be decided: by a number, or by the city's target for the year of the row. */
export interface Condition {
  /** One of `measures`. */
  readonly measure: MeasureName
  readonly op: MeasureCondition['op']
  readonly value: number | 'TARGET'
}

/**
 * Plans a question's conditions.
 *
 * @param isMerged whether its rows take several periods together
 * @throws {HubError} BAD_USER_INPUT when one can't be decided as asked: why, and what to ask instead.
 */
export function planConditions(query: MeasureQuery, isMerged: boolean, areBeside: boolean): readonly Condition[] {
  return (query.having ?? []).map(({ measure, op, value, than }) => {
    if (!query.measures.includes(measure)) {
      throw refuse(
        'having',
        `Expected \`having\` to name one of \`measures\`, but ${measure} is not among them. Add it.`,
      )
    }
    const isGiven = (value ?? null) !== null
    if (isGiven === Boolean(than)) {
      const instead = isGiven ? 'both. Leave one out.' : 'neither. Give one of them.'
      throw refuse('having', `Expected a \`value\` or \`than\` in the condition on ${measure}, but got ${instead}`)
    }
    if (than === 'TARGET') requireYears(measure, query, isMerged, areBeside)
    return { measure, op, value: than === 'TARGET' ? than : than ? thresholdOf(measure) : (value ?? 0) }
  })
}

function requireYears(
  measure: MeasureName,
  { grain, groupBy }: MeasureQuery,
  isMerged: boolean,
  areBeside: boolean,
): void {
  if (grain !== 'YEAR') {
    throw refuse(
      'grain',
      `Expected \`grain\` to be YEAR for a condition on ${measure} with TARGET, since targets are for years, but got ${grain}. ` +
        'Ask by YEAR, or give the `value` that a shorter period should reach.',
    )
  }
  if (areBeside && !groupBy?.some((dimension) => areaDimensions.includes(dimension))) {
    throw refuse(
      'having',
      `Expected rows that lie in one city each for a condition on ${measure} with TARGET, since each city has its own. Add CITY to \`groupBy\`, or give the \`value\`.`,
    )
  }
  if (!isMerged) return
  throw refuse(
    'having',
    `Expected rows by PERIOD, or one year, for a condition on ${measure} with TARGET, since each year has its own. Add PERIOD to \`groupBy\`.`,
  )
}

function thresholdOf(measure: MeasureName): number {
  const { threshold }: MeasureDefinition = measures[measure]
  if (threshold !== null) return threshold.value
  const others = Object.entries(measures).flatMap(([name, { threshold: set }]: [string, MeasureDefinition]) =>
    set === null ? [] : [name],
  )
  throw refuse(
    'having',
    `Expected a measure with a threshold in the condition with THRESHOLD, but ${measure} has none. ` +
      `These have one: ${others.join(', ')}. Give a \`value\`, or \`than: TARGET\`.`,
  )
}
