import type { Random } from '@shequ/schema/random/random'
import { type Day, dayOf, monthOf, weekdayOf } from './calendar.js'
import { isClosed } from './holidays.js'

/** Who a programme follows through the year: adults pause in summer, children are free then, festivals gather at weekends. */
export type Rhythm = 'ADULTS' | 'CHILDREN' | 'FESTIVE'

/** How likely a programme begins in each month, January first. Spring Festival and summer thin out what adults do. */
const BY_MONTH: Readonly<Record<Rhythm, readonly number[]>> = {
  ADULTS: [0.6, 0.45, 1.5, 1.3, 1.15, 0.95, 0.5, 0.45, 1.5, 1.2, 1.1, 0.75],
  CHILDREN: [0.9, 0.6, 0.8, 0.8, 0.9, 1, 2.4, 1.9, 0.6, 0.8, 0.8, 0.7],
  FESTIVE: [1.2, 1.3, 0.9, 0.9, 1.1, 1.1, 0.6, 0.6, 1.3, 1.4, 0.9, 1.1],
}

/** The same for each weekday, Sunday first. */
const BY_WEEKDAY: Readonly<Record<Rhythm, readonly number[]>> = {
  ADULTS: [0.3, 1, 1.25, 1.3, 1.2, 1, 0.55],
  CHILDREN: [1.3, 0.4, 0.5, 0.8, 0.5, 0.7, 1.9],
  FESTIVE: [1.4, 0.5, 0.6, 0.7, 0.7, 1.1, 1.9],
}

const cumulated = new Map<string, readonly number[]>()

/** A day of the year on which a programme of this rhythm first meets. */
export function drawFirstDay(random: Random, rhythm: Rhythm, year: number): Day {
  const sums = cumulate(rhythm, year)
  const wanted = random.next() * (sums.at(-1) ?? 0)
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) <= wanted) low = middle + 1
    else high = middle
  }
  return dayOf(year, 1, 1) + low
}

function cumulate(rhythm: Rhythm, year: number): readonly number[] {
  const key = `${rhythm} ${year}`
  const known = cumulated.get(key)
  if (known !== undefined) return known
  const sums: number[] = []
  let sum = 0
  for (let day = dayOf(year, 1, 1); day < dayOf(year + 1, 1, 1); day++) {
    if (!isClosed(day)) sum += (BY_MONTH[rhythm][monthOf(day) - 1] ?? 0) * (BY_WEEKDAY[rhythm][weekdayOf(day)] ?? 0)
    sums.push(sum)
  }
  cumulated.set(key, sums)
  return sums
}
