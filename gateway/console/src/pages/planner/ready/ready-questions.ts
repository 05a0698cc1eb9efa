import { lastQuarters } from '../../../i18n/last-quarters'
import { lastPeriodOf } from '../question/periods-of'
import type { PlannerQuestion } from '../question/planner-question'
import type { ReadyName } from './ready-words'

/** The five new towns that Shanghai plans (嘉定、青浦、松江、奉贤、南汇), the last by the town in which it lies. */
const newTowns = ['310114000000', '310117000000', '310118000000', '310120000000', '310115145000']

/** The seven districts within Shanghai's inner city. */
const innerDistricts = [
  '310101000000',
  '310104000000',
  '310105000000',
  '310106000000',
  '310107000000',
  '310109000000',
  '310110000000',
]

interface About {
  /** What the builder begins with. */
  readonly first: PlannerQuestion
  readonly city: string
  /** The latest month that is worked out. */
  readonly latest: string
  readonly otherCities: readonly string[]
  /** The names of the two groups of areas. */
  readonly groupNames: readonly [newTowns: string, innerDistricts: string]
}

/** Questions that planners ask again and again, each to begin with and to change. */
export function readyQuestions(about: About): readonly (readonly [name: ReadyName, question: PlannerQuestion])[] {
  const { first, city, latest, otherCities, groupNames } = about
  const quarter = lastQuarters(latest, 1)
  const year = lastQuarters(latest, 4)
  const lastYear = yearOf(lastPeriodOf(latest, 'YEAR'))
  const years = { grain: 'YEAR', from: `${Number(latest.slice(0, 4)) - 1}-01`, to: `${latest.slice(0, 4)}-12` } as const
  const ask = (parts: Partial<PlannerQuestion>): PlannerQuestion => ({ ...first, ...parts })
  const [towns, districts] = groupNames
  return [
    ['participation', ask({ ...lastQuarters(latest, 8), show: ['growthOnYear'] })],
    [
      'older',
      ask({
        ...quarter,
        measures: ['OLDER_PARTICIPATION_RATE'],
        groupBy: ['COMMUNITY'],
        show: ['growthOnYear', 'counts'],
        orderBy: [{ by: 'OLDER_PARTICIPATION_RATE', aspect: 'GROWTH_ON_YEAR', direction: 'DESC' }],
        rows: 10,
      }),
    ],
    [
      'belowTarget',
      ask({
        ...years,
        measures: ['BUDGET_PER_HEAD'],
        having: [{ measure: 'BUDGET_PER_HEAD', op: 'LT', against: 'TARGET' }],
      }),
    ],
    ['streets', ask({ ...lastYear, measures: ['SATISFACTION', 'PARTICIPATION_RATE'], groupBy: ['STREET'] })],
    ['groups', ask({ ...year, measures: ['ATTENDANCES'], groupBy: ['BOROUGH', 'LEARNER_GROUP'], show: ['share'] })],
    [
      'donations',
      ask({
        ...year,
        measures: ['DONATION_SHARE'],
        groupBy: ['COMMUNITY'],
        having: [{ measure: 'DONATION_SHARE', op: 'GT', against: 50 }],
      }),
    ],
    [
      'nothing',
      ask({
        ...quarter,
        measures: ['SESSIONS'],
        groupBy: ['COMMUNITY', 'PROGRAMME_KIND'],
        having: [{ measure: 'SESSIONS', op: 'LTE', against: 0 }],
      }),
    ],
    ...(city === '310000000000'
      ? [
          [
            'newTowns',
            ask({
              ...quarter,
              measures: ['HOURS_PER_RESIDENT'],
              groupBy: ['AREA_GROUP'],
              areaGroups: [
                { name: towns, codes: newTowns },
                { name: districts, codes: innerDistricts },
              ],
            }),
          ] as const,
        ]
      : []),
    ...(otherCities.length > 0
      ? [
          [
            'cities',
            ask({
              ...quarter,
              measures: ['SESSIONS', 'ATTENDANCES', 'REPORTING_RATE'],
              beside: otherCities,
              groupBy: ['CITY'],
            }),
          ] as const,
        ]
      : []),
    ['spreadsheet', ask({ ...year, measures: ['SESSIONS'], across: true })],
  ]
}

function yearOf(year: string) {
  return { grain: 'YEAR', from: `${year}-01`, to: `${year}-12` } as const
}
