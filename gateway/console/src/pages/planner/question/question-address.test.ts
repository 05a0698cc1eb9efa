import fc from 'fast-check'
import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import { aspects, benchmarks, comparisons, dimensions } from '@shequ/schema/measures/question-values'
import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '../../../app/search-params'
import { firstQuestion } from './first-question'
import { type PlannerQuestion, besides, views } from './planner-question'
import { readPlannerSearch } from './planner-search'
import { readQuestion, writeQuestion } from './question-address'

const first = firstQuestion({ code: '310000000000', closing: { closed: 1, due: 2, latest: '2025-08' } })

const measure = fc.constantFrom(...(Object.keys(measures) as MeasureName[]))
const code = fc.integer({ min: 310_000_000_000, max: 319_999_999_999 }).map(String)
const month = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, of]) => `${year}-${String(of).padStart(2, '0')}`)
const some = <Value>(value: fc.Arbitrary<Value>) => fc.uniqueArray(value, { maxLength: 4 })

const question: fc.Arbitrary<PlannerQuestion> = fc.record({
  within: code,
  beside: some(code),
  measures: fc.uniqueArray(measure, { minLength: 1, maxLength: 5 }),
  groupBy: some(fc.constantFrom(...dimensions)),
  from: month,
  to: month,
  grain: fc.constantFrom('MONTH', 'QUARTER', 'YEAR'),
  boroughs: some(code),
  communityKinds: some(fc.constantFrom('RESIDENTS', 'VILLAGE', 'OTHER')),
  learnerGroups: some(fc.constantFrom('RETIRED', 'MIGRANTS')),
  programmeKinds: some(fc.constantFrom('COURSE', 'WORKSHOP')),
  areaGroups: fc.array(fc.record({ name: fc.constantFrom('New towns', '五个新城', 'a & b = c'), codes: some(code) }), {
    maxLength: 3,
  }),
  having: fc.array(
    fc.record({
      measure,
      op: fc.constantFrom(...comparisons),
      against: fc.oneof(fc.constantFrom(...benchmarks), fc.integer({ min: -50, max: 5000 }), fc.constant(2.5)),
    }),
    { maxLength: 3 },
  ),
  orderBy: fc.array(
    fc.record({
      by: fc.oneof(measure, fc.constantFrom(...dimensions)),
      aspect: fc.constantFrom(...aspects),
      direction: fc.constantFrom('ASC', 'DESC'),
    }),
    { maxLength: 3 },
  ),
  rows: fc.option(fc.integer({ min: 1, max: 500 })),
  view: fc.constantFrom(...views),
  show: some(fc.constantFrom(...besides)),
  across: fc.boolean(),
})

test('an address opens the question that it was made of', () => {
  fc.assert(
    fc.property(question, (asked) => {
      expect(readQuestion(readPlannerSearch(parseSearch(stringifySearch(writeQuestion(asked)))), first)).toEqual(asked)
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('an address that says nothing, or what is no question, opens the first question', () => {
  expect(readQuestion({}, first)).toEqual(first)
  const wrong =
    'within=31&measures=NONE&from=2025&grain=WEEK&having=SESSIONS:IS:1&orderBy=NONE&rows=-3&view=globe&show=all'
  expect(readQuestion(readPlannerSearch(parseSearch(wrong)), first)).toEqual(first)
})

test('an address is short, and read as it is written', () => {
  expect(stringifySearch(writeQuestion(first))).toBe(
    '?within=310000000000&measures=PARTICIPATION_RATE&groupBy=BOROUGH,PERIOD&from=2024-07&to=2025-06&grain=QUARTER&view=table',
  )
})
