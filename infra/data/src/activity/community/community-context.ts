import type { CommunityKind } from '../../divisions/divisions.js'
import type { Random } from '@shequ/schema/random/random'
import type { SizeParameters } from '../basis/activity-size.js'
import type { ActivityCalendar } from '../time/activity-calendar.js'
import type { BoroughPlan } from '../borough/plan-borough.js'
import type { RowSink } from '../basis/row-sink.js'
import type { COMMUNITY_TABLES } from './community-tables.js'

/** What is known of a community before anything of it is drawn. */
export interface CommunitySeed {
  readonly code: string
  readonly name: string
  readonly kind: CommunityKind
  readonly residents: number
  readonly streetName: string
  /** The other communities of its street: some of its participants live there. */
  readonly neighbours: readonly string[]
}

/** What every part of one community's activity is drawn from, and where its rows go. */
export interface CommunityContext {
  readonly community: CommunitySeed
  readonly borough: BoroughPlan
  readonly cityName: string
  readonly seed: number
  readonly size: SizeParameters
  readonly source: string
  readonly calendar: ActivityCalendar
  readonly rows: RowSink<typeof COMMUNITY_TABLES>
  /** True when the community has written its profile and charter itself: they stay, and none are generated. */
  readonly hasProfile: boolean
  /** A stream of its own for each part, so that a change to one part leaves the others as they were. */
  readonly random: (part: string) => Random
}
