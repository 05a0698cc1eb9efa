import type { Grain } from '@shequ/schema/measures/periods'

const monthsIn: Readonly<Record<Grain, number>> = { MONTH: 1, QUARTER: 3, YEAR: 12 }

/** The last period of a grain that ends by a month. */
export function lastPeriodOf(lastMonth: string, grain: Grain): string {
  return periodAt(endOf(lastMonth, grain) - monthsIn[grain], grain)
}

/** The months of the whole periods of a grain around a question's months, up to the last period that ends by a month. */
export function wholePeriods(
  { from, to }: { readonly from: string; readonly to: string },
  grain: Grain,
  lastMonth = '9999-12',
): { readonly from: string; readonly to: string } {
  const length = monthsIn[grain]
  const start = Math.floor(numberOf(from) / length) * length
  const end = Math.max(length, Math.min(Math.ceil((numberOf(to) + 1) / length) * length, endOf(lastMonth, grain)))
  return { from: monthAt(Math.min(start, end - length)), to: monthAt(end - 1) }
}

/** The periods that one may begin or end with, the latest first: those of the last years until a month. */
export function periodsUntil(lastMonth: string, grain: Grain, years = 6): readonly string[] {
  const length = monthsIn[grain]
  const end = Math.ceil((numberOf(lastMonth) + 1) / length) * length
  const count = (years * 12) / length
  return Array.from({ length: count }, (_, index) => periodAt(end - (index + 1) * length, grain))
}

/** The period of a grain in which a month lies. */
export function periodOf(month: string, grain: Grain): string {
  return periodAt(Math.floor(numberOf(month) / monthsIn[grain]) * monthsIn[grain], grain)
}

function endOf(lastMonth: string, grain: Grain): number {
  const length = monthsIn[grain]
  return Math.floor((numberOf(lastMonth) + 1) / length) * length
}

function numberOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

function monthAt(number: number): string {
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}

function periodAt(number: number, grain: Grain): string {
  const month = monthAt(number)
  if (grain === 'YEAR') return month.slice(0, 4)
  return grain === 'MONTH' ? month : `${month.slice(0, 4)}-Q${Math.floor((number % 12) / 3) + 1}`
}
