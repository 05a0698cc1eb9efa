import type { MeasureName } from '../measures/measures.js'
import { termsOf } from './term.js'

const percent = ['%', '%'] as const
const hours = ['hours per person', '小时/人'] as const
const points = ['points, 0 to 100', '分，满分100分'] as const

/** In what the figures of each measure are read, as people say it. Programs go by `unit` of the measure's definition. */
export const unitTerms = termsOf<MeasureName>({
  PARTICIPATION_RATE: percent,
  OLDER_PARTICIPATION_RATE: percent,
  ATTENDANCES: ['attendances', '人次'],
  HOURS_PER_RESIDENT: hours,
  HOURS_PER_PARTICIPANT: hours,
  COMPLETION_RATE: percent,
  SATISFACTION: percent,
  LEADERSHIP_APPRAISAL_BOROUGH: points,
  LEADERSHIP_APPRAISAL_CITY: points,
  VOLUNTEERS_PER_10000: ['persons per 10,000', '人/万人'],
  VOLUNTEER_HOURS_SHARE: percent,
  BUDGET_PER_HEAD: ['yuan per resident a year', '元/人·年'],
  SELF_RELIANCE: percent,
  DONATION_SHARE: percent,
  CONSIGNED_SHARE: percent,
  RESPONSIVENESS: percent,
  DESIGNATION_SHARE: percent,
  ADAPTATION_RATE: percent,
  REPORTING_RATE: percent,
  PROGRAMMES: ['programmes', '个学习项目'],
  SESSIONS: ['sessions', '场'],
  PLACES: ['places', '个名额'],
  CENTRES: ['centres', '个学习点'],
  NEEDS: ['needs', '件'],
  PROPOSALS: ['proposals', '件提案'],
})
