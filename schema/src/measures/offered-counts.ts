import { type BaseCount, addsUp } from './base-count.js'

/** What runs on from period to period: each period has it, and it is there once. */
const runsOn = { overKinds: true, overTime: false } as const

/** What a community counts of what it offers and puts to the vote, whoever comes. All of it is listed, so that it tells of nobody. */
export const offeredCounts = {
  sessions: {
    meaning: 'Sessions that were held, of those that began in the period. The sessions themselves are listed.',
    unit: 'number',
    dataset: 'PROGRAMMES',
    shape: 'KIND',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  programmes: {
    meaning: 'Programmes of which at least one session was held in the period. The programmes themselves are listed.',
    unit: 'number',
    dataset: 'PROGRAMMES',
    shape: 'KIND',
    adds: runsOn,
    protection: { rule: 'open' },
  },
  places: {
    meaning:
      'Places of the programmes of which at least one session was held in the period, taken or not: their capacity, which is listed.',
    unit: 'number',
    dataset: 'PROGRAMMES',
    shape: 'KIND',
    adds: runsOn,
    protection: { rule: 'open' },
  },
  endedCourses: {
    meaning: 'Courses that ended in the period. Their enrolments are counted then.',
    unit: 'number',
    dataset: 'PROGRAMMES',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'open' },
  },
  proposals: {
    meaning: 'Proposals that were put to the vote of the residents in the period. The proposals themselves are listed.',
    unit: 'number',
    dataset: 'PROPOSALS',
    shape: 'TOTAL',
    adds: addsUp,
    protection: { rule: 'open' },
  },
} as const satisfies Record<string, BaseCount>
