import type { BaseCountName } from './base-counts.js'

/** What the tiers above count from their own registers: residents and budgets the borough, designations and returns the city. */
export const registerCounts = {
  residents: 'Residents by the register: census by borough, estimated by community.',
  olderResidents: "Residents of 60 and over, estimated from the census's share in the city.",
  budget: 'Learning budget the borough allocated for the year, in fen.',
  guidanceIssued: 'Guidance the borough issued to the community in the period.',
  communities: 'Communities of the register.',
  designated: 'Communities that hold a pilot designation on the last day of the period.',
  returnsExpected: 'Returns expected for the period: one of each community.',
  returnsReceived: 'Returns received for the period.',
} as const

export type RegisterCountName = keyof typeof registerCounts

/** A weighted sum of counts: minutes become hours, points and answers a mean. */
export type Terms = readonly (readonly [count: BaseCountName | RegisterCountName, weight: number])[]

export interface MeasureDefinition {
  readonly meaning: string
  readonly numerator: Terms
  /** Null for a count: its value is the numerator. */
  readonly denominator: Terms | null
  /** value = scale × numerator / denominator. */
  readonly scale: number
  readonly unit: 'percent' | 'person-times' | 'hours' | 'points of 100' | 'per 10,000 residents' | 'CNY'
  /** What the figure is asked to reach, and by whom; null where nothing is set. */
  readonly threshold: { readonly value: number; readonly source: string } | null
  /** Where the definition comes from. */
  readonly source: string
  /** Where the measure differs from what its name suggests; null where it doesn't. */
  readonly note: string | null
}

const article = 'Han and Makino, Learning Cities in China'
const perResident =
  'Residents are not known by learner group or by kind: broken down, it is the share of all residents, so that groups add up.'

/** All measures, by the names of the enum `Measure`. Every rate is a ratio of sums over the same reporting communities. */
export const measures = {
  PARTICIPATION_RATE: {
    meaning: 'Distinct residents with at least one organised learning activity in the period / residents.',
    numerator: [['participants', 1]],
    denominator: [['residents', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: perResident,
  },
  OLDER_PARTICIPATION_RATE: {
    meaning:
      'Distinct residents of 60 and over with at least one organised learning activity in the period / residents of 60 and over.',
    numerator: [['olderParticipants', 1]],
    denominator: [['olderResidents', 1]],
    scale: 100,
    unit: 'percent',
    threshold: { value: 20, source: 'National goal for elderly education' },
    source: article,
    note: 'Residents of 60 and over are estimated, from their share in the city by the census.',
  },
  ATTENDANCES: {
    meaning: 'Attended places (person-times).',
    numerator: [['attendances', 1]],
    denominator: null,
    scale: 1,
    unit: 'person-times',
    threshold: null,
    source: article,
    note: 'Person-times, not persons: who comes to ten sessions counts ten times.',
  },
  HOURS_PER_RESIDENT: {
    meaning: 'Attended hours / residents.',
    numerator: [['minutes', 1 / 60]],
    denominator: [['residents', 1]],
    scale: 1,
    unit: 'hours',
    threshold: null,
    source: article,
    note: perResident,
  },
  HOURS_PER_PARTICIPANT: {
    meaning: 'Attended hours / participants.',
    numerator: [['minutes', 1 / 60]],
    denominator: [['participants', 1]],
    scale: 1,
    unit: 'hours',
    threshold: null,
    source: article,
    note: 'Hours are of whoever attended; participants are counted where they live.',
  },
  COMPLETION_RATE: {
    meaning: 'Completed enrolments / enrolments in courses that ended, less those cancelled before the first session.',
    numerator: [['completed', 1]],
    denominator: [['enrolments', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'Of courses only; a course counts in the period in which its last day lies.',
  },
  SATISFACTION: {
    meaning:
      'Answers in the top two of five boxes / valid answers to the question how satisfied one was with a programme.',
    numerator: [['satisfied', 1]],
    denominator: [['answers', 1]],
    scale: 100,
    unit: 'percent',
    threshold: { value: 70, source: 'Criterion for community education zones' },
    source: article,
    note: 'Of those who answered: the denominator is how many valid answers there are.',
  },
  LEADERSHIP_APPRAISAL_BOROUGH: {
    meaning: "Mean of the residents' 1–5 appraisal of the borough's leadership, on a 0–100 scale.",
    numerator: [
      ['pointsBorough', 1],
      ['appraisalsBorough', -1],
    ],
    denominator: [['appraisalsBorough', 4]],
    scale: 100,
    unit: 'points of 100',
    threshold: null,
    source: article,
    note: 'Of those who appraised: an appraisal of 1 is 0 of 100, one of 5 is 100. The denominator is four times how many appraisals there are.',
  },
  LEADERSHIP_APPRAISAL_CITY: {
    meaning: "Mean of the residents' 1–5 appraisal of the city's leadership, on a 0–100 scale.",
    numerator: [
      ['pointsCity', 1],
      ['appraisalsCity', -1],
    ],
    denominator: [['appraisalsCity', 4]],
    scale: 100,
    unit: 'points of 100',
    threshold: null,
    source: article,
    note: 'Of those who appraised: an appraisal of 1 is 0 of 100, one of 5 is 100. The denominator is four times how many appraisals there are.',
  },
  VOLUNTEERS_PER_10000: {
    meaning: 'Distinct residents who taught / residents × 10,000.',
    numerator: [['volunteers', 1]],
    denominator: [['residents', 1]],
    scale: 10_000,
    unit: 'per 10,000 residents',
    threshold: null,
    source: article,
    note: null,
  },
  VOLUNTEER_HOURS_SHARE: {
    meaning: 'Hours taught by volunteers / hours taught.',
    numerator: [['volunteerMinutes', 1 / 60]],
    denominator: [['taughtMinutes', 1 / 60]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: null,
  },
  BUDGET_PER_HEAD: {
    meaning: 'What the borough allocated for learning in the year, in CNY / residents.',
    numerator: [['budget', 1 / 100]],
    denominator: [['residents', 1]],
    scale: 1,
    unit: 'CNY',
    threshold: { value: 2, source: 'Criterion for community education zones: at least 2 a year' },
    source: article,
    note: 'Allocations are for calendar years: by year only. Communities of a borough that has none on record for the year are missing.',
  },
  SELF_RELIANCE: {
    meaning: 'Donations, fees and own income / all income.',
    numerator: [
      ['donations', 1 / 100],
      ['fees', 1 / 100],
      ['ownIncome', 1 / 100],
    ],
    denominator: [
      ['donations', 1 / 100],
      ['fees', 1 / 100],
      ['ownIncome', 1 / 100],
      ['allocations', 1 / 100],
    ],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: null,
  },
  DONATION_SHARE: {
    meaning: 'Donations / all income.',
    numerator: [['donations', 1 / 100]],
    denominator: [
      ['donations', 1 / 100],
      ['fees', 1 / 100],
      ['ownIncome', 1 / 100],
      ['allocations', 1 / 100],
    ],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: null,
  },
  CONSIGNED_SHARE: {
    meaning: 'Centres under consignment on the last day of the period / active centres.',
    numerator: [['consignedCentres', 1]],
    denominator: [['centres', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: null,
  },
  RESPONSIVENESS: {
    meaning: 'Needs answered within 15 days / needs received.',
    numerator: [['needsAnswered', 1]],
    denominator: [['needs', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'A need counts in the period in which it was received, whenever it was answered.',
  },
  DESIGNATION_SHARE: {
    meaning: 'Communities that hold a pilot designation on the last day of the period / communities.',
    numerator: [['designated', 1]],
    denominator: [['communities', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'Known to the city only, from its own register: not asked of a borough or a community.',
  },
  ADAPTATION_RATE: {
    meaning:
      'Guidance that was adapted or declined in the period / guidance issued in it. Answers may be to guidance of an earlier period: the percentage can exceed 100.',
    numerator: [['guidanceOwnWay', 1]],
    denominator: [['guidanceIssued', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'An answer counts in the period in which it was given, guidance in the one in which it was issued.',
  },
  REPORTING_RATE: {
    meaning: 'Returns received / returns expected.',
    numerator: [['returnsReceived', 1]],
    denominator: [['returnsExpected', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'Counts returns; how many residents they cover, the coverage of the figure tells.',
  },
} as const satisfies Record<string, MeasureDefinition>

export type MeasureName = keyof typeof measures
