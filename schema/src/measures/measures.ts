import { countMeasures } from './count-measures.js'
import type { MeasureDefinition } from './measure-definition.js'

const article = 'Han and Makino, Learning Cities in China'
const byAllResidents =
  'Population is not known by learner group or kind: groups and kinds are divided by all residents.'
const ofThoseWhoRated =
  'Of residents who rated alone. Behind it stand the points above the least, divided by the most that there could be: 4 for each rating.'

const ofBoroughsAlone =
  'Of a borough or a city. Of a community or a street only a wide range is told, since hours would tell how many came to a session.'

/** All measures, by the names of the enum `Measure`. Every rate is a ratio of sums over the same reporting communities. */
export const measures = {
  PARTICIPATION_RATE: {
    meaning:
      'Residents who took part in at least one organised learning activity in their own community in the period, each counted once, as a share of residents. Learning elsewhere is not counted.',
    numerator: [['participants', 1]],
    denominator: [['residents', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: `${byAllResidents} Learner groups add up. Kinds do not: who takes part in two counts in both.`,
  },
  OLDER_PARTICIPATION_RATE: {
    meaning:
      'Residents of 60 and over who took part in at least one organised learning activity in their own community in the period, each counted once, as a share of residents of 60 and over. Learning elsewhere is not counted.',
    numerator: [['olderParticipants', 1]],
    denominator: [['olderResidents', 1]],
    scale: 100,
    unit: 'percent',
    threshold: {
      value: 20,
      source:
        'Elderly Education Plan 2016–2020: 20 percent taking part regularly by 2020 (not quite this measure; for orientation)',
    },
    source: article,
    note: 'Residents of 60 and over are estimated with their share in the city by the census, which is taken for every borough and community: compare boroughs with care.',
  },
  ATTENDANCES: {
    meaning: 'Attendances of everybody at sessions in the period: who comes to ten sessions counts ten times.',
    numerator: [['attendances', 1]],
    denominator: null,
    scale: 1,
    unit: 'person-times',
    threshold: null,
    source: article,
    note: 'A count of attendances, not of persons.',
  },
  HOURS_PER_RESIDENT: {
    meaning: 'Hours of everybody who attended sessions in the period, visitors included, divided by residents.',
    numerator: [['minutes', 1 / 60]],
    denominator: [['residents', 1]],
    scale: 1,
    unit: 'hours',
    threshold: null,
    source: article,
    note: `${byAllResidents} Learner groups add up, and so do kinds. ${ofBoroughsAlone}`,
  },
  HOURS_PER_PARTICIPANT: {
    meaning:
      'Hours of everybody who attended sessions in the period, visitors included, divided by residents who took part in their own community.',
    numerator: [['minutes', 1 / 60]],
    denominator: [['participants', 1]],
    scale: 1,
    unit: 'hours',
    threshold: null,
    source: article,
    note: `Hours are of everybody, participants are residents alone: where many come from elsewhere, there are more hours for each participant. ${ofBoroughsAlone}`,
  },
  COMPLETION_RATE: {
    meaning:
      'Enrolments that the community recorded as completed, as a share of enrolments in courses that ended in the period, but for those cancelled before the first session.',
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
      'Answers of 4 or 5 out of 5, as a share of valid answers given in the period to the question how satisfied one was with a programme.',
    numerator: [['satisfied', 1]],
    denominator: [['answers', 1]],
    scale: 100,
    unit: 'percent',
    threshold: { value: 70, source: 'Criterion for community education zones' },
    source: article,
    note: 'Of those who answered: the denominator is how many valid answers there are.',
  },
  LEADERSHIP_APPRAISAL_BOROUGH: {
    meaning:
      "Residents' ratings of the borough's work from 1 to 5, given in the period, as a score from 0 to 100: (mean − 1) ÷ 4 × 100.",
    numerator: [
      ['pointsBorough', 1],
      ['appraisalsBorough', -1],
    ],
    denominator: [['appraisalsBorough', 4]],
    scale: 100,
    unit: 'points of 100',
    threshold: null,
    source: article,
    note: ofThoseWhoRated,
  },
  LEADERSHIP_APPRAISAL_CITY: {
    meaning:
      "Residents' ratings of the city's work from 1 to 5, given in the period, as a score from 0 to 100: (mean − 1) ÷ 4 × 100.",
    numerator: [
      ['pointsCity', 1],
      ['appraisalsCity', -1],
    ],
    denominator: [['appraisalsCity', 4]],
    scale: 100,
    unit: 'points of 100',
    threshold: null,
    source: article,
    note: ofThoseWhoRated,
  },
  VOLUNTEERS_PER_10000: {
    meaning:
      'Residents who taught at least one session without pay in the period, each counted once, for every 10,000 residents.',
    numerator: [['volunteers', 1]],
    denominator: [['residents', 1]],
    scale: 10_000,
    unit: 'per 10,000 residents',
    threshold: null,
    source: article,
    note: null,
  },
  VOLUNTEER_HOURS_SHARE: {
    meaning: 'Hours that residents taught without pay, as a share of all hours taught in the period.',
    numerator: [['volunteerMinutes', 1 / 60]],
    denominator: [['taughtMinutes', 1 / 60]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: null,
  },
  BUDGET_PER_HEAD: {
    meaning:
      'What the borough allocated to communities for learning in the year, in yuan (not for rooms or running costs), divided by residents.',
    numerator: [['budget', 1 / 100]],
    denominator: [['residents', 1]],
    scale: 1,
    unit: 'CNY',
    threshold: { value: 2, source: 'Criterion for community education zones: at least 2 a year' },
    source: article,
    note: 'Allocations are for calendar years: by year only. Communities of a borough that has none on record for the year are missing.',
  },
  SELF_RELIANCE: {
    meaning:
      'What the community raised itself (donations, fees and other own income), as a share of all its income booked in the period.',
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
    meaning: 'Donations to the community, as a share of all its income booked in the period.',
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
    meaning:
      'Learning centres that an organisation or company runs for the community under a contract on the last day of the period, as a share of open centres.',
    numerator: [['consignedCentres', 1]],
    denominator: [['centres', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: null,
  },
  RESPONSIVENESS: {
    meaning:
      'Needs (not complaints or suggestions) received in the period and answered within 15 calendar days, as a share of needs received. Needs that still wait count as unanswered.',
    numerator: [['needsAnswered', 1]],
    denominator: [['needs', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'A need counts in the period in which it was received, whenever it was answered.',
  },
  DESIGNATION_SHARE: {
    meaning:
      'Communities that hold a national or provincial title as an experimental or pilot learning community on the last day of the period, as a share of communities.',
    numerator: [['designated', 1]],
    denominator: [['communities', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'From the register of the city: there is a figure in its answers only, none in those that a borough or a community gives.',
  },
  ADAPTATION_RATE: {
    meaning:
      "Answers by which communities adapted or declined the borough's guidance in the period, as a share of guidance issued in it (one piece to ten communities counts ten). Answers may be to earlier guidance: it can exceed 100 percent.",
    numerator: [['guidanceOwnWay', 1]],
    denominator: [['guidanceIssued', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'An answer counts in the period in which it was given, guidance in the one in which it was issued.',
  },
  REPORTING_RATE: {
    meaning:
      'Reports of figures that arrived from communities, as a share of reports due: one of each community and period.',
    numerator: [['returnsReceived', 1]],
    denominator: [['returnsExpected', 1]],
    scale: 100,
    unit: 'percent',
    threshold: null,
    source: article,
    note: 'Counts reports, not residents: the coverage of the figure tells how many residents the reports are of.',
  },
  ...countMeasures,
} as const satisfies Record<string, MeasureDefinition>

export type MeasureName = keyof typeof measures
