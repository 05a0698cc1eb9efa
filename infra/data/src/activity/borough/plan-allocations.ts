import { drawUuid } from '../../random/draw-uuid.js'
import { randomFor } from '@shequ/schema/random/random'
import { roundFen } from '../basis/money.js'
import type { ActivityCalendar } from '../time/activity-calendar.js'
import { type Day, dayOf } from '../time/calendar.js'

/** What a borough gives a community in a year for one purpose, in fen; the borough records it, and the community books it. */
export interface AllocationPlan {
  readonly id: string
  readonly year: number
  readonly purpose: 'LEARNING' | 'FACILITIES' | 'OPERATION'
  readonly amount: number
  readonly relieved: number
}

/** Yuan a resident and year for learning: about half of the communities reach the criterion of 2. */
const LEARNING_PER_HEAD = 1.9

/** The day on which a community books what it is given for a year. */
export function allocationDay(year: number): Day {
  return dayOf(year, 3, 10)
}

/** The allocations of one community, year by year, as far as they have been given. */
export function planAllocations(
  { seed, calendar }: { readonly seed: number; readonly calendar: ActivityCalendar },
  community: string,
  residents: number,
  centrality: number,
): AllocationPlan[] {
  const random = randomFor(seed, `allocations ${community}`)
  const level = (0.7 + 0.6 * random.next()) * (0.85 + 0.35 * centrality)
  const selfReliant = random.chance(0.15 + 0.2 * centrality)
  const given = calendar.years.filter((year) => allocationDay(year) <= calendar.lastDay)
  return given.flatMap((year, index) => {
    const base = Math.max(residents, 200) * LEARNING_PER_HEAD * level * (1 + 0.08 * index) * 100
    const amounts = [['LEARNING', base]] as [AllocationPlan['purpose'], number][]
    if (random.chance(0.35)) amounts.push(['FACILITIES', base * (0.3 + 1.5 * random.next())])
    if (random.chance(0.6)) amounts.push(['OPERATION', base * (0.4 + 0.8 * random.next())])
    return amounts.map(([purpose, fen]) => {
      const amount = roundFen(fen, 10_000)
      const relieved = selfReliant ? Math.round((amount * random.between(5, 30)) / 10_000) * 100 : 0
      return { id: drawUuid(random), year, purpose, amount, relieved }
    })
  })
}
