import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import type { MeasureDefinition } from '@shequ/schema/measures/measure-definition'
import { areaDimensions } from './areas-by-level.js'
import type { MeasureCondition, MeasureQuery } from './measure-query.js'
import { grainsInWords, measureInWords, measuresInWords } from './in-words.js'
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
        en: `Expected \`having\` to name one of \`measures\`, but ${measureInWords(measure).en} is not among them. Add it.`,
        zh: `条件（\`having\`）只能针对所查的指标（\`measures\`），而${measureInWords(measure).zh}不在其中。请加上它。`,
      })
    }
    const isGiven = (value ?? null) !== null
    if (isGiven === Boolean(than)) {
      const [en, zh] = isGiven
        ? ['both. Leave one out.', '二者都给了。请去掉其一。']
        : ['neither. Give one of them.', '二者都没有。请给出其一。']
      throw refuse('having', {
        en: `Expected a \`value\` or \`than\` in the condition on ${measure}, but got ${en}`,
        zh: `关于${measureInWords(measure).zh}的条件应有 \`value\` 或 \`than\`，而${zh}`,
      })
    }
    if (than === 'TARGET') requireYears(query, isMerged, areBeside)
    return { measure, op, value: than === 'TARGET' ? than : than ? thresholdOf(measure) : (value ?? 0) }
  })
}

function requireYears({ grain, groupBy }: MeasureQuery, isMerged: boolean, areBeside: boolean): void {
  if (grain !== 'YEAR') {
    const by = grainsInWords[grain]
    throw refuse('grain', {
      en: `Targets (TARGET) of the city are set by year, not by ${by.en}. Ask by YEAR, or compare with a number.`,
      zh: `本市目标（TARGET）按年制定，不按${by.zh}。请按年（YEAR）查询，或改为与指定数值比较。`,
    })
  }
  if (areBeside && !groupBy?.some((dimension) => areaDimensions.includes(dimension))) {
    throw refuse('having', {
      en: 'Each city has its own target (TARGET). Give each city its own row (CITY), or compare with a number.',
      zh: '各市目标（TARGET）不同。请按市（CITY）分列，或改为与指定数值比较。',
    })
  }
  if (!isMerged) return
  throw refuse('having', {
    en: 'Each year has its own target (TARGET). Give each period its own row (PERIOD), or ask for one year.',
    zh: '各年目标（TARGET）不同。请按报告期分列（PERIOD），或只查一年。',
  })
}

function thresholdOf(measure: MeasureName): number {
  const { threshold }: MeasureDefinition = measures[measure]
  if (threshold !== null) return threshold.value
  const names = Object.keys(measures) as MeasureName[]
  const of = measureInWords(measure)
  const others = measuresInWords(names.filter((name) => measures[name].threshold !== null))
  throw refuse('having', {
    en: `${of.en} has no national goal or criterion (THRESHOLD). These have one: ${others.en}. Compare with a number, or with the city's target (TARGET).`,
    zh: `${of.zh}没有国家目标或标准（THRESHOLD）；有的指标：${others.zh}。请改为与指定数值或本市目标（TARGET）比较。`,
  })
}
