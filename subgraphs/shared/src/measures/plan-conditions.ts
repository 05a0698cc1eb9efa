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
      throw refuse('having', {
        en: `Expected \`having\` to name one of \`measures\`, but ${measure} is not among them. Add it.`,
        zh: `\`having\` 应针对 \`measures\` 中的指标，而 ${measure} 不在其中。请加上它。`,
      })
    }
    const isGiven = (value ?? null) !== null
    if (isGiven === Boolean(than)) {
      const [en, zh] = isGiven
        ? ['both. Leave one out.', '二者都给了。请去掉其一。']
        : ['neither. Give one of them.', '二者都没有。请给出其一。']
      throw refuse('having', {
        en: `Expected a \`value\` or \`than\` in the condition on ${measure}, but got ${en}`,
        zh: `关于 ${measure} 的条件应有 \`value\` 或 \`than\`，而${zh}`,
      })
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
    throw refuse('grain', {
      en:
        `Expected \`grain\` to be YEAR for a condition on ${measure} with TARGET, since targets are for years, but got ${grain}. ` +
        'Ask by YEAR, or give the `value` that a shorter period should reach.',
      zh: `目标按年制定，因此关于 ${measure} 的 TARGET 条件要求 \`grain\` 为 YEAR，而所给为 ${grain}。请按 YEAR 查询，或用 \`value\` 给出较短时期应达到的数值。`,
    })
  }
  if (areBeside && !groupBy?.some((dimension) => areaDimensions.includes(dimension))) {
    throw refuse('having', {
      en: `Expected rows that lie in one city each for a condition on ${measure} with TARGET, since each city has its own. Add CITY to \`groupBy\`, or give the \`value\`.`,
      zh: `各市有各自的目标，因此关于 ${measure} 的 TARGET 条件要求每行只属于一个市。请在 \`groupBy\` 中加上 CITY，或给出 \`value\`。`,
    })
  }
  if (!isMerged) return
  throw refuse('having', {
    en: `Expected rows by PERIOD, or one year, for a condition on ${measure} with TARGET, since each year has its own. Add PERIOD to \`groupBy\`.`,
    zh: `各年有各自的目标，因此关于 ${measure} 的 TARGET 条件要求按 PERIOD 分行，或只查询一年。请在 \`groupBy\` 中加上 PERIOD。`,
  })
}

function thresholdOf(measure: MeasureName): number {
  const { threshold }: MeasureDefinition = measures[measure]
  if (threshold !== null) return threshold.value
  const others = Object.entries(measures).flatMap(([name, { threshold: set }]: [string, MeasureDefinition]) =>
    set === null ? [] : [name],
  )
  throw refuse('having', {
    en:
      `Expected a measure with a threshold in the condition with THRESHOLD, but ${measure} has none. ` +
      `These have one: ${others.join(', ')}. Give a \`value\`, or \`than: TARGET\`.`,
    zh: `THRESHOLD 条件要求指标有标准值，而 ${measure} 没有。有标准值的指标：${others.join('、')}。请给出 \`value\`，或用 \`than: TARGET\`。`,
  })
}
