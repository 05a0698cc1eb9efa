/** The months from the first of some quarters to the end of the last one that is over by a month. */
export interface Months {
  readonly from: string
  readonly to: string
}

/** The last quarters, as many as given, that are over by the end of a month: `2025-08` and 8 give `2023-07` to `2025-06`. */
export function lastQuarters(latestMonth: string, count: number): Months {
  const [year = 0, month = 1] = latestMonth.split('-').map(Number)
  const end = year * 12 + Math.floor(month / 3) * 3
  return { from: monthOf(end - count * 3), to: monthOf(end - 1) }
}

function monthOf(monthsSinceYearZero: number): string {
  const year = Math.floor(monthsSinceYearZero / 12)
  return `${String(year).padStart(4, '0')}-${String((monthsSinceYearZero % 12) + 1).padStart(2, '0')}`
}

/** The quarter that ends with a month, as measures name it: `2025-06` gives `2025-Q2`. */
export function quarterOf(lastMonth: string): string {
  const [year = '', month = '1'] = lastMonth.split('-')
  return `${year}-Q${Math.ceil(Number(month) / 3)}`
}
