import { TWO_WHOLE_YEARS } from '@shequ/data/activity/time/activity-day'

const { day, announcedMonths } = TWO_WHOLE_YEARS

/** Options of `hub start` and `hub load` by which they load what the pages show: 2024 and 2025 whole, on whatever day a test runs. */
export const wholeYears = ['--day', day, '--announced', String(announcedMonths)] as const
