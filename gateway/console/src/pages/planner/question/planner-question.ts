import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Grain } from '@shequ/schema/measures/periods'
import type { Benchmark, Comparison, Dimension, MeasureAspect } from '@shequ/schema/measures/question-values'
import type { MeasureQuery } from '../../../generated/pages/planner/planner-answer'

/** A condition as the builder has it: a number, or what the measure should reach. */
export interface PlannerCondition {
  readonly measure: MeasureName
  readonly op: Comparison
  readonly against: number | Benchmark
}

/** The order of rows. */
export interface PlannerOrder {
  readonly by: MeasureName | Dimension
  readonly aspect: MeasureAspect
  readonly direction: 'ASC' | 'DESC'
}

/** Areas that are taken together. */
export interface PlannerGroup {
  readonly name: string
  readonly codes: readonly string[]
}

/** How an answer is shown. */
export const views = ['table', 'bars', 'lines', 'multiples', 'tiles'] as const
export type View = (typeof views)[number]

/** What stands beside each figure. */
export const besides = ['growth', 'growthOnYear', 'counts', 'share', 'target', 'coverage'] as const
export type Beside = (typeof besides)[number]

/** What can stand beside the figures of a question: shares where there are groups or kinds, targets in years of one city. */
export function besidesFor({
  groupBy,
  grain,
  beside,
}: Pick<PlannerQuestion, 'groupBy' | 'grain' | 'beside'>): readonly Beside[] {
  const isBroken = groupBy.some((by) => by === 'LEARNER_GROUP' || by === 'PROGRAMME_KIND')
  const hasTargets = grain === 'YEAR' && beside.length === 0
  return besides.filter((one) => (one === 'share' ? isBroken : one !== 'target' || hasTargets))
}

/** A question of the builder, with how its answer is shown: all that its address tells. */
export interface PlannerQuestion {
  readonly within: string
  readonly beside: readonly string[]
  readonly measures: readonly MeasureName[]
  readonly groupBy: readonly Dimension[]
  readonly from: string
  readonly to: string
  readonly grain: Grain
  readonly boroughs: readonly string[]
  readonly communityKinds: readonly string[]
  readonly learnerGroups: readonly string[]
  readonly programmeKinds: readonly string[]
  readonly areaGroups: readonly PlannerGroup[]
  readonly having: readonly PlannerCondition[]
  readonly orderBy: readonly PlannerOrder[]
  /** At most so many rows; null for all. */
  readonly rows: number | null
  readonly view: View
  readonly show: readonly Beside[]
  /** Whether periods stand across. */
  readonly across: boolean
}

/** The graph's form of a question. */
export function measureQueryOf(question: PlannerQuestion): MeasureQuery {
  const { measures, groupBy, from, to, grain, areaGroups, having, orderBy } = question
  const { boroughs, communityKinds, learnerGroups, programmeKinds } = question
  const filter = { boroughs, communityKinds, learnerGroups, programmeKinds } as Record<string, readonly string[]>
  const narrowing = Object.entries(filter).filter(([, values]) => values.length > 0)
  return {
    measures,
    groupBy,
    from,
    to,
    grain,
    ...(narrowing.length > 0 ? { filter: Object.fromEntries(narrowing) } : {}),
    ...(groupBy.includes('AREA_GROUP') ? { areaGroups: areaGroups.filter(({ codes }) => codes.length > 0) } : {}),
    ...(having.length > 0 ? { having: having.map(conditionOf) } : {}),
    ...(orderBy.length > 0 ? { orderBy: orderBy.map((order) => orderOf(order, measures)) } : {}),
  }
}

function conditionOf({ measure, op, against }: PlannerCondition) {
  return typeof against === 'number' ? { measure, op, value: against } : { measure, op, than: against }
}

function orderOf({ by, aspect, direction }: PlannerOrder, measures: readonly MeasureName[]) {
  return isMeasureOf(by, measures) ? { measure: by, by: aspect, direction } : { dimension: by, direction }
}

function isMeasureOf(name: string, measures: readonly MeasureName[]): name is MeasureName {
  return measures.some((measure) => measure === name)
}
