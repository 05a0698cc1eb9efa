import type { BaseCountName } from './base-counts.js'
import type { Terms } from './measure-definition.js'
import type { RegisterCountName } from './register-counts.js'

/** In what the two parts of a measure are counted: see `CountUnit` in the schema. */
export type CountUnit =
  | 'PERSONS'
  | 'PERSON_TIMES'
  | 'HOURS'
  | 'ENROLMENTS'
  | 'ANSWERS'
  | 'POINTS'
  | 'CNY'
  | 'CENTRES'
  | 'NEEDS'
  | 'PROPOSALS'
  | 'GUIDANCE'
  | 'SESSIONS'
  | 'PROGRAMMES'
  | 'PLACES'
  | 'COMMUNITIES'
  | 'RETURNS'

/** The unit of each count as measures weight it: minutes become hours, fen yuan, and appraisals the points that they could give. */
const units: Readonly<Record<BaseCountName | RegisterCountName, CountUnit>> = {
  participants: 'PERSONS',
  olderParticipants: 'PERSONS',
  attendances: 'PERSON_TIMES',
  minutes: 'HOURS',
  enrolments: 'ENROLMENTS',
  completed: 'ENROLMENTS',
  answers: 'ANSWERS',
  satisfied: 'ANSWERS',
  appraisalsBorough: 'POINTS',
  pointsBorough: 'POINTS',
  appraisalsCity: 'POINTS',
  pointsCity: 'POINTS',
  volunteers: 'PERSONS',
  volunteerMinutes: 'HOURS',
  taughtMinutes: 'HOURS',
  donations: 'CNY',
  fees: 'CNY',
  ownIncome: 'CNY',
  allocations: 'CNY',
  centres: 'CENTRES',
  consignedCentres: 'CENTRES',
  needs: 'NEEDS',
  needsAnswered: 'NEEDS',
  guidanceOwnWay: 'GUIDANCE',
  sessions: 'SESSIONS',
  programmes: 'PROGRAMMES',
  places: 'PLACES',
  endedCourses: 'PROGRAMMES',
  proposals: 'PROPOSALS',
  residents: 'PERSONS',
  olderResidents: 'PERSONS',
  budget: 'CNY',
  guidanceIssued: 'GUIDANCE',
  communities: 'COMMUNITIES',
  designated: 'COMMUNITIES',
  returnsExpected: 'RETURNS',
  returnsReceived: 'RETURNS',
}

/** The unit of a weighted sum of counts, all of which have the same. @throws {RangeError} when it adds up nothing. */
export function unitOfTerms(terms: Terms): CountUnit {
  const [first] = terms
  if (first === undefined) throw new RangeError('Expected a sum of at least one count, but got none.')
  return units[first[0]]
}
