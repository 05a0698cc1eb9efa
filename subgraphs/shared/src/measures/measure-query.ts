import type { learnerGroups, programmeKinds } from '@shequ/schema/measures/breakdowns'
import type { MeasureName } from '@shequ/schema/measures/measures'
import type { Grain } from '@shequ/schema/measures/periods'
import type { Benchmark, Comparison, Dimension, MeasureAspect } from '@shequ/schema/measures/question-values'

export type LearnerGroup = (typeof learnerGroups)[number]
export type ProgrammeKind = (typeof programmeKinds)[number]
export type CommunityKind = 'RESIDENTS' | 'VILLAGE' | 'OTHER'

/** By which areas rows are broken down. */
export type AreaLevel = 'BOROUGH' | 'STREET' | 'COMMUNITY'

type Given<Value> = Value | null | undefined

/** A question of measures, as the schema's input of the same name has it. */
export interface MeasureQuery {
  readonly measures: readonly MeasureName[]
  readonly groupBy?: Given<readonly Dimension[]>
  readonly from: string
  readonly to: string
  readonly grain: Grain
  readonly filter?: Given<MeasureFilter>
  readonly areaGroups?: Given<readonly AreaGroup[]>
  readonly having?: Given<readonly MeasureCondition[]>
  readonly orderBy?: Given<readonly MeasureOrder[]>
  readonly first?: Given<number>
  readonly after?: Given<string>
}

/** Areas that a question takes together under a name. */
export interface AreaGroup {
  readonly name: string
  readonly codes: readonly string[]
}

export interface MeasureFilter {
  readonly boroughs?: Given<readonly string[]>
  readonly streets?: Given<readonly string[]>
  readonly communities?: Given<readonly string[]>
  readonly communityKinds?: Given<readonly CommunityKind[]>
  readonly learnerGroups?: Given<readonly LearnerGroup[]>
  readonly programmeKinds?: Given<readonly ProgrammeKind[]>
}

export interface MeasureCondition {
  readonly measure: MeasureName
  readonly op: Comparison
  readonly value?: Given<number>
  readonly than?: Given<Benchmark>
}

export interface MeasureOrder {
  readonly measure?: Given<MeasureName>
  readonly dimension?: Given<Dimension>
  readonly by?: Given<MeasureAspect>
  readonly direction?: Given<'ASC' | 'DESC'>
}
