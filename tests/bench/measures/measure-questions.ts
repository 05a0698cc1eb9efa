import type { Statement } from '@shequ/subgraph/database/statement'
import { city } from '../question/three-hop-query.js'
import { areasOnCells, communitiesOnCells, growthOnCells } from './cells-statements.js'
import { growthOnRecords, kindsOnRecords, personsOnRecords } from './records-statements.js'

/** One of the planner's questions, and the same in SQL. Statements give rows of the columns of `MeasuredFigure`. */
export interface MeasureQuestion {
  readonly name: string
  readonly within: string
  /** The value of the variable `query`. */
  readonly query: Readonly<Record<string, unknown>>
  /** What of a row's first cell the answers are compared by, beside its numerator. */
  readonly compares: 'numerator' | 'growth'
  /** On the city's cells, with coverage and bounds as the answer has them. */
  readonly cells: Statement
  /** On the raw records of the community tier, with the register beside them as the table `bench_area`. */
  readonly records: Statement
}

/** A row of an answer, as it is compared. */
export interface MeasuredFigure {
  /** Area, period, learner group and programme kind, as far as rows are by them. */
  readonly key: string
  readonly numerator: number | null
  readonly growth?: number | null
}

/** The question as it is put to the hub. */
export const measuresQuery = `query Bench($within: DivisionCode!, $query: MeasureQuery!) {
  measures(within: $within, query: $query) {
    rows {
      areaCode period learnerGroup programmeKind
      cells { status value low high numerator denominator coverage { expected reported withheld missing residents residentsReported asOf } }
    }
  }
}`

/** The same with growth. */
export const growthQuery = measuresQuery.replace(' denominator ', ' denominator growth ')

/** The planner's five questions (issue: Bench) over the last two years that are returned, of which `year` is the later. */
export function measureQuestions(year: number, street: string): readonly MeasureQuestion[] {
  const quarters = [year - 1, year].flatMap((each) => [1, 2, 3, 4].map((quarter) => `${each}-Q${quarter}`))
  const [before = '', last = ''] = quarters.slice(-2)
  const twoYears = { from: `${year - 1}-01`, to: `${year}-12`, grain: 'QUARTER', first: 200 }
  const lastQuarter = { from: `${year}-10`, to: `${year}-12`, grain: 'QUARTER' }
  return [
    {
      name: 'participation rate by borough and quarter, two years',
      within: city,
      query: { measures: ['PARTICIPATION_RATE'], groupBy: ['BOROUGH', 'PERIOD'], ...twoYears },
      compares: 'numerator',
      cells: areasOnCells({ area: 'borough_code', count: 'participants', periods: quarters }),
      records: personsOnRecords({ area: 'borough_code', periods: quarters }),
    },
    {
      name: 'participation rate by learner group and quarter, two years',
      within: city,
      query: { measures: ['PARTICIPATION_RATE'], groupBy: ['PERIOD', 'LEARNER_GROUP'], ...twoYears },
      compares: 'numerator',
      cells: areasOnCells({ area: 'city_code', count: 'participants', periods: quarters, byGroup: true }),
      records: personsOnRecords({ area: 'city_code', periods: quarters, byGroup: true }),
    },
    {
      name: 'top 50 communities by growth of the participation rate',
      within: city,
      query: {
        measures: ['PARTICIPATION_RATE'],
        groupBy: ['COMMUNITY'],
        ...lastQuarter,
        orderBy: [{ measure: 'PARTICIPATION_RATE', by: 'GROWTH', direction: 'DESC' }],
        first: 50,
      },
      compares: 'growth',
      cells: growthOnCells([before, last]),
      records: growthOnRecords([before, last]),
    },
    {
      name: 'boroughs below the national goal for older residents, a year',
      within: city,
      query: {
        measures: ['OLDER_PARTICIPATION_RATE'],
        groupBy: ['BOROUGH'],
        from: `${year}-01`,
        to: `${year}-12`,
        grain: 'YEAR',
        having: [{ measure: 'OLDER_PARTICIPATION_RATE', op: 'LT', value: 20 }],
      },
      compares: 'numerator',
      cells: areasOnCells({ area: 'borough_code', count: 'older_participants', periods: [String(year)], below: 20 }),
      records: personsOnRecords({ area: 'borough_code', periods: [String(year)], below: 20 }),
    },
    {
      name: "attendances of one street's communities by kind, a quarter",
      within: street,
      query: { measures: ['ATTENDANCES'], groupBy: ['COMMUNITY', 'PROGRAMME_KIND'], ...lastQuarter, first: 500 },
      compares: 'numerator',
      cells: communitiesOnCells(street, last),
      records: kindsOnRecords(street, last),
    },
  ]
}
