import { describe, expect, test } from 'vitest'
import { firstQuestion } from './first-question'
import { nextSteps, partOf } from './next-steps'
import type { PlannerQuestion } from './planner-question'

const first = firstQuestion({ code: '310000000000', closing: { closed: 1, due: 2, latest: '2025-12' } })
const refusal = (argument: string, message: string) => ({
  message,
  argument,
  code: 'BAD_USER_INPUT',
  path: ['measures'],
  reference: null,
})

describe('what to ask instead', () => {
  const question: PlannerQuestion = { ...first, groupBy: ['COMMUNITY'] }

  test('of persons in several periods: with rows by period, or one period', () => {
    const told = refusal(
      'query.groupBy',
      "Participation (PARTICIPATION_RATE) of several periods can't be added up. Give each period its own row (PERIOD).",
    )
    expect(partOf(told)).toBe('rows')
    expect(nextSteps(question, told).map(({ name, question: next }) => [name, next.groupBy, next.from])).toEqual([
      ['byPeriod', ['COMMUNITY', 'PERIOD'], '2025-01'],
      ['onePeriod', ['COMMUNITY'], '2025-10'],
    ])
  })

  test('of a measure of years: whole years around what was asked', () => {
    const told = refusal('query.grain', '居民人均拨款（BUDGET_PER_HEAD）只按年统计，不按季度统计。请按年（YEAR）查询。')
    const [step] = nextSteps({ ...question, from: '2024-04', to: '2025-03' }, told)
    expect([step?.name, step?.question.grain, step?.question.from, step?.question.to]).toEqual([
      'YEAR',
      'YEAR',
      '2024-01',
      '2025-12',
    ])
  })

  test('of one measure among several: the others, without its conditions', () => {
    const several: PlannerQuestion = {
      ...question,
      measures: ['SATISFACTION', 'BUDGET_PER_HEAD'],
      having: [{ measure: 'BUDGET_PER_HEAD', op: 'LT', against: 2 }],
      orderBy: [{ by: 'BUDGET_PER_HEAD', aspect: 'VALUE', direction: 'ASC' }],
    }
    const [step] = nextSteps(several, refusal('query.measures', 'Learning funds (BUDGET_PER_HEAD) are not known so.'))
    expect(step).toMatchObject({
      name: 'dropMeasure',
      of: 'BUDGET_PER_HEAD',
      question: { measures: ['SATISFACTION'], having: [], orderBy: [] },
    })
  })

  test('of what is known by group or by kind alone: the one, the other, or all together', () => {
    const broken: PlannerQuestion = { ...first, groupBy: ['BOROUGH', 'LEARNER_GROUP', 'PROGRAMME_KIND'] }
    const told = refusal('query.measures', 'Ask for it by LEARNER_GROUP or PROGRAMME_KIND alone, or in total.')
    expect(nextSteps(broken, told).map(({ name, question: next }) => [name, next.groupBy])).toEqual([
      ['groupAlone', ['BOROUGH', 'LEARNER_GROUP']],
      ['kindAlone', ['BOROUGH', 'PROGRAMME_KIND']],
      ['inTotal', ['BOROUGH']],
    ])
  })

  test.each([
    ['query.filter.boroughs', 'filters', 'noFilters'],
    ['query.having', 'conditions', 'noConditions'],
    ['query.orderBy', 'order', 'noOrder'],
    ['beside', 'area', 'noGroups'],
  ])('of %s: without it', (argument, part, name) => {
    const told = refusal(argument, 'It is not taken.')
    expect(partOf(told)).toBe(part)
    expect(nextSteps(question, told).at(-1)?.name).toBe(name)
  })

  test('of what no control has: nothing', () => {
    expect(nextSteps(question, { ...refusal('', ''), argument: null })).toEqual([])
  })
})
