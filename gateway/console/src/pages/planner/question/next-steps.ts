import { type Grain, monthsOf } from '@shequ/schema/measures/periods'
import type { GraphError } from '../../../graph/answer'
import { lastPeriodOf, wholePeriods } from './periods-of'
import type { PlannerQuestion } from './planner-question'

/** The parts of the builder, each with the control of some arguments. */
export type Part = 'area' | 'measures' | 'rows' | 'periods' | 'filters' | 'conditions' | 'order'

/** A change of a question that takes a refusal away: the key of its words, and the question. */
export interface NextStep {
  readonly name:
    | 'byPeriod'
    | 'onePeriod'
    | 'MONTH'
    | 'QUARTER'
    | 'YEAR'
    | 'byKind'
    | 'byGroup'
    | 'groupAlone'
    | 'kindAlone'
    | 'inTotal'
    | 'noFilters'
    | 'dropMeasure'
    | 'noConditions'
    | 'noOrder'
    | 'noGroups'
  /** What the words name. */
  readonly of?: string
  readonly question: PlannerQuestion
}

/** Beside which control a refusal stands: by the argument that it names. */
export function partOf({ argument }: GraphError): Part | null {
  const name = argument?.replace(/^query\./, '').split('.')[0] ?? ''
  const parts: Readonly<Record<string, Part>> = {
    within: 'area',
    beside: 'area',
    areaGroups: 'area',
    measures: 'measures',
    groupBy: 'rows',
    from: 'periods',
    to: 'periods',
    grain: 'periods',
    filter: 'filters',
    having: 'conditions',
    orderBy: 'order',
    first: 'order',
  }
  return parts[name] ?? null
}

/** What can be asked instead, from what the refusal names: it tells in the graph's own words what it expects. */
export function nextSteps(question: PlannerQuestion, error: GraphError): readonly NextStep[] {
  const { groupBy, measures, grain } = question
  const names = (word: string) => new RegExp(`\\b${word}\\b`).test(error.message)
  const adds = (dimension: 'PERIOD' | 'PROGRAMME_KIND' | 'LEARNER_GROUP') =>
    names(dimension) && !groupBy.includes(dimension) ? [{ ...question, groupBy: [...groupBy, dimension] }] : []
  const isLong = monthsBetween(question) > monthsOf(lastPeriodOf(question.to, grain)).length
  switch (partOf(error)) {
    case 'rows':
    case 'measures':
      return [
        ...adds('PERIOD').map((next) => ({ name: 'byPeriod' as const, question: next })),
        ...(isLong && names('PERIOD') ? [{ name: 'onePeriod' as const, question: lastOnly(question) }] : []),
        ...adds('PROGRAMME_KIND').map((next) => ({ name: 'byKind' as const, question: next })),
        ...adds('LEARNER_GROUP').map((next) => ({ name: 'byGroup' as const, question: next })),
        ...grainSteps(question, names),
        ...coarserSteps(question, names),
        ...(measures.length > 1 ? measures : [])
          .filter(names)
          .map((measure) => ({ name: 'dropMeasure' as const, of: measure, question: without(question, measure) })),
      ]
    case 'periods':
      return [...grainSteps(question, names), { name: 'onePeriod', question: lastOnly(question) }]
    case 'filters':
      return [{ name: 'noFilters', question: unfiltered(question) }]
    case 'conditions':
      return [
        ...adds('PERIOD').map((next) => ({ name: 'byPeriod' as const, question: next })),
        ...grainSteps(question, names),
        { name: 'noConditions', question: { ...question, having: [] } },
      ]
    case 'order':
      return [
        ...adds('PERIOD').map((next) => ({ name: 'byPeriod' as const, question: next })),
        ...(isLong && names('PERIOD') ? [{ name: 'onePeriod' as const, question: lastOnly(question) }] : []),
        { name: 'noOrder', question: { ...question, orderBy: [] } },
      ]
    case 'area':
      return [
        {
          name: 'noGroups',
          question: {
            ...question,
            beside: [],
            areaGroups: [],
            groupBy: groupBy.filter((by) => by !== 'AREA_GROUP' && by !== 'CITY'),
          },
        },
      ]
    default:
      return []
  }
}

function grainSteps(question: PlannerQuestion, names: (word: string) => boolean): NextStep[] {
  const grains: readonly Grain[] = ['YEAR', 'QUARTER', 'MONTH']
  return grains
    .filter((grain) => grain !== question.grain && names(grain))
    .map((grain) => ({ name: grain, question: { ...question, grain, ...wholePeriods(question, grain) } }))
}

/** Of what is known by the one or the other alone, or in total. */
function coarserSteps(question: PlannerQuestion, names: (word: string) => boolean): NextStep[] {
  const { groupBy, learnerGroups, programmeKinds } = question
  const lacking = (...gone: readonly string[]) => groupBy.filter((by) => !gone.includes(by))
  const [byGroup, byKind] = [groupBy.includes('LEARNER_GROUP'), groupBy.includes('PROGRAMME_KIND')]
  const isBroken = byGroup || byKind || learnerGroups.length > 0 || programmeKinds.length > 0
  const total = {
    ...question,
    groupBy: lacking('LEARNER_GROUP', 'PROGRAMME_KIND'),
    learnerGroups: [],
    programmeKinds: [],
  }
  return [
    ...(byGroup && byKind && names('LEARNER_GROUP')
      ? [{ name: 'groupAlone' as const, question: { ...question, groupBy: lacking('PROGRAMME_KIND') } }]
      : []),
    ...(byGroup && byKind && names('PROGRAMME_KIND')
      ? [{ name: 'kindAlone' as const, question: { ...question, groupBy: lacking('LEARNER_GROUP') } }]
      : []),
    ...(isBroken ? [{ name: 'inTotal' as const, question: total }] : []),
  ]
}

function lastOnly(question: PlannerQuestion): PlannerQuestion {
  const months = monthsOf(lastPeriodOf(question.to, question.grain))
  return { ...question, from: months[0] ?? question.from, to: months.at(-1) ?? question.to }
}

function without(question: PlannerQuestion, gone: string): PlannerQuestion {
  return {
    ...question,
    measures: question.measures.filter((measure) => measure !== gone),
    having: question.having.filter(({ measure }) => measure !== gone),
    orderBy: question.orderBy.filter(({ by }) => by !== gone),
  }
}

function unfiltered(question: PlannerQuestion): PlannerQuestion {
  return { ...question, boroughs: [], communityKinds: [], learnerGroups: [], programmeKinds: [] }
}

function monthsBetween({ from, to }: PlannerQuestion): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return count(to) - count(from) + 1
}
