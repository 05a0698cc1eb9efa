import type { City } from '../../../app/use-city'
import { lastQuarters } from '../../../i18n/last-quarters'
import type { PlannerQuestion } from './planner-question'

/** What the builder begins with: participation by borough in the last quarters that are worked out. */
export function firstQuestion({ code, closing }: Pick<City, 'code' | 'closing'>): PlannerQuestion {
  return {
    within: code,
    beside: [],
    measures: ['PARTICIPATION_RATE'],
    groupBy: ['BOROUGH', 'PERIOD'],
    ...lastQuarters(closing?.latest ?? '2025-12', 4),
    grain: 'QUARTER',
    boroughs: [],
    communityKinds: [],
    learnerGroups: [],
    programmeKinds: [],
    areaGroups: [],
    having: [],
    orderBy: [],
    rows: null,
    view: 'table',
    show: [],
    across: false,
  }
}
