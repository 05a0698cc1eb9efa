import { officeAt } from './office.js'
import type { TestSubgraph } from './open-community-subgraph.js'

/** What became of many who asked for the same places at once. */
export interface Rush {
  readonly enrolled: number
  readonly full: number
  /** Any other answers, by what they were. None is expected. */
  readonly others: readonly string[]
  /** What the programme counts, and how many enrolments it has. */
  readonly counted: number
  readonly rows: number
}

/** Publishes a programme with so many places, has so many residents ask for one at once, and tells what became of them. */
export async function rush(subgraph: TestSubgraph, places: number, residents: number): Promise<Rush> {
  const office = officeAt(subgraph)
  const programme = await office.make('publishProgramme', {
    title: 'Sought after',
    description: 'Many ask for it.',
    kind: 'COURSE',
    startsOn: '2025-09-01',
    endsOn: '2025-12-31',
    capacity: places,
  })
  const outcomes = await Promise.all(
    Array.from({ length: residents }, (_, index) =>
      office.attempt(
        'enrol',
        { programme, resident: `card-${index}`, learnerGroup: 'GENERAL', sixtyOrOver: false },
        'status programme { freePlaces }',
      ),
    ),
  )
  const names = outcomes.map((outcome) => ('answer' in outcome ? 'ENROLLED' : outcome.code))
  const [counts] = await subgraph.sql<{ counted: number; rows: number }>(
    `select enrolled as counted, (select count(*)::int from enrolment where programme_id = programme.id and status = 'ENROLLED') as rows
     from programme where id = $1`,
    programme.slice(13),
  )
  return {
    enrolled: names.filter((name) => name === 'ENROLLED').length,
    full: names.filter((name) => name === 'FULL').length,
    others: names.filter((name) => name !== 'ENROLLED' && name !== 'FULL'),
    counted: counts?.counted ?? -1,
    rows: counts?.rows ?? -1,
  }
}
