import { cellKinds } from './breakdowns.js'
import { type BaseCount, type BreakdownShape, addsUp } from './base-count.js'
import { offeredCounts } from './offered-counts.js'
import type { Grain } from './periods.js'

const distinct = { overKinds: false, overTime: false } as const
const asOfTheLastDay = { overKinds: true, overTime: false } as const

/**
 * What a community counts of a period from its own records. All add over communities, and over learner groups, in which a resident
 * counts once. A count is only ever added at the end: its place here is its place in `hidden` and `high` of a return.
 */
export const baseCounts = {
  participants: {
    meaning:
      'Residents of the community who attended at least one session there in the period, each counted once. Who lives elsewhere counts at home, for sessions there.',
    unit: 'persons',
    dataset: 'PROGRAMMES',
    shape: 'BOTH',
    monthShape: 'TOTAL',
    yearShape: 'TOTAL',
    adds: distinct,
    protection: { rule: 'count' },
    needs: 'taughtMinutes',
  },
  olderParticipants: {
    meaning:
      'Residents of the community of 60 and over who attended at least one session there in the period, each counted once.',
    unit: 'persons',
    dataset: 'PROGRAMMES',
    shape: 'TOTAL',
    adds: distinct,
    protection: { rule: 'part', whole: 'participants' },
    needs: 'taughtMinutes',
  },
  attendances: {
    meaning: 'Attendances at the sessions that began in the period, whoever came.',
    unit: 'person-times',
    dataset: 'PROGRAMMES',
    shape: 'BOTH',
    adds: addsUp,
    protection: { rule: 'count' },
    needs: 'taughtMinutes',
  },
  minutes: {
    meaning: 'Minutes of all attendances at the sessions that began in the period, added up.',
    unit: 'minutes',
    dataset: 'PROGRAMMES',
    shape: 'BOTH',
    adds: addsUp,
    protection: { rule: 'magnitude', of: 'attendances', each: [240, 720], isEachSeen: true },
    needs: 'taughtMinutes',
  },
  enrolments: {
    meaning: 'Enrolments in courses that ended in the period, but for those cancelled before the first session.',
    unit: 'number',
    dataset: 'PROGRAMMES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'count' },
    needs: 'endedCourses',
  },
  completed: {
    meaning: 'Enrolments in courses that ended in the period that the community recorded as completed.',
    unit: 'number',
    dataset: 'PROGRAMMES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'part', whole: 'enrolments' },
    needs: 'endedCourses',
  },
  answers: {
    meaning: 'Valid answers to the question how satisfied one was with a programme, given in the period.',
    unit: 'answers',
    dataset: 'VOICES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'count' },
  },
  satisfied: {
    meaning:
      'Answers of 4 or 5 out of 5, of the valid ones given in the period to the question how satisfied one was with a programme.',
    unit: 'answers',
    dataset: 'VOICES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'part', whole: 'answers' },
  },
  appraisalsBorough: {
    meaning: "Ratings of the borough's work given in the period.",
    unit: 'answers',
    dataset: 'VOICES',
    shape: 'GROUP',
    adds: addsUp,
    protection: { rule: 'count' },
  },
  pointsBorough: {
    meaning: "The sum of the ratings of the borough's work given in the period, 1 to 5 each.",
    unit: 'points',
    dataset: 'VOICES',
    shape: 'GROUP',
    adds: addsUp,
    protection: { rule: 'magnitude', of: 'appraisalsBorough', each: [5] },
  },
  appraisalsCity: {
    meaning: "Ratings of the city's work given in the period.",
    unit: 'answers',
    dataset: 'VOICES',
    shape: 'GROUP',
    adds: addsUp,
    protection: { rule: 'count' },
  },
  pointsCity: {
    meaning: "The sum of the ratings of the city's work given in the period, 1 to 5 each.",
    unit: 'points',
    dataset: 'VOICES',
    shape: 'GROUP',
    adds: addsUp,
    protection: { rule: 'magnitude', of: 'appraisalsCity', each: [5] },
  },
  volunteers: {
    meaning: 'Residents who taught at least one session without pay in the period, each counted once.',
    unit: 'persons',
    dataset: 'PROGRAMMES',
    shape: 'TOTAL',
    adds: distinct,
    protection: { rule: 'count' },
    needs: 'volunteerMinutes',
  },
  volunteerMinutes: {
    meaning:
      'Minutes of the sessions in the period that residents taught without pay. The sessions themselves are listed.',
    unit: 'minutes',
    dataset: 'PROGRAMMES',
    shape: 'KIND',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  taughtMinutes: {
    meaning: 'Minutes of all sessions that began in the period.',
    unit: 'minutes',
    dataset: 'PROGRAMMES',
    shape: 'KIND',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  donations: {
    meaning: 'Donations booked in the period.',
    unit: 'fen',
    dataset: 'LEDGER',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'money' },
  },
  fees: {
    meaning: 'Fees booked in the period.',
    unit: 'fen',
    dataset: 'LEDGER',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'money' },
  },
  ownIncome: {
    meaning: 'Income of the community itself, other than donations and fees, booked in the period.',
    unit: 'fen',
    dataset: 'LEDGER',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'money' },
  },
  allocations: {
    meaning: 'Allocations from the borough booked in the period.',
    unit: 'fen',
    dataset: 'LEDGER',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  centres: {
    meaning: 'Learning centres that are open on the last day of the period.',
    unit: 'number',
    dataset: 'CENTRES',
    shape: 'TOTAL',
    adds: asOfTheLastDay,
    protection: { rule: 'open' },
  },
  consignedCentres: {
    meaning:
      'Open learning centres that an organisation or company runs under a contract with the community on the last day of the period.',
    unit: 'number',
    dataset: 'CENTRES',
    shape: 'TOTAL',
    adds: asOfTheLastDay,
    protection: { rule: 'open' },
  },
  needs: {
    meaning: 'Needs (not complaints or suggestions) that the community received in the period.',
    unit: 'number',
    dataset: 'VOICES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  needsAnswered: {
    meaning: 'Needs received in the period that were answered within 15 calendar days, the day of receipt not counted.',
    unit: 'number',
    dataset: 'VOICES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  guidanceOwnWay: {
    meaning: "Answers by which the community adapted or declined the borough's guidance in the period.",
    unit: 'number',
    dataset: 'GUIDANCE_RESPONSES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  ...offeredCounts,
} as const satisfies Record<string, BaseCount>

export type BaseCountName = keyof typeof baseCounts

/** The counts in their order. */
export const baseCountNames = Object.keys(baseCounts) as readonly BaseCountName[]

/** The column of `cell` that holds a count: `olderParticipants` is `older_participants`. */
export function columnOf(count: string): string {
  return count.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/** By which tables a count is broken down in periods of a grain. */
export function shapeOf(count: BaseCountName, grain: Grain): BreakdownShape {
  const { shape, monthShape = shape, yearShape = shape }: BaseCount = baseCounts[count]
  return { MONTH: monthShape, QUARTER: shape, YEAR: yearShape }[grain]
}

/** Whether a count has a cell at a place of the family (see `breakdownOf`) in periods of a grain. */
export function hasBreakdown(count: BaseCountName, breakdown: number, grain: Grain): boolean {
  const byGroup = breakdown >= cellKinds.length
  const byKind = breakdown % cellKinds.length > 0
  const shape = shapeOf(count, grain)
  if (shape === 'BOTH') return true
  return (!byGroup || shape === 'GROUP') && (!byKind || shape === 'KIND')
}
