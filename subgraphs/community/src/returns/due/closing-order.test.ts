import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthAfter, monthsOf, type Period, periodsOfMonths } from '@shequ/schema/measures/periods'
import { inClosingOrder, inYears } from './closing-order.js'

/** As many months in a row as are asked for. */
function monthsFrom(first: string, count: number): readonly string[] {
  const months = [first]
  while (months.length < count) months.push(monthAfter(months.at(-1) ?? ''))
  return months
}
const orderOf = (first: string, count: number) => inClosingOrder(periodsOfMonths(monthsFrom(first, count)))
/** The years of an order, each as often as it comes anew. */
const yearsOf = (order: readonly Period[]) => inYears(order).map(([period]) => period?.slice(0, 4))

describe('the order in which periods are closed', () => {
  test('is the first month, the newest whole year, what is newer, and the years before', () => {
    const order = orderOf('2022-01', 58)
    expect(order[0]).toBe('2022-01')
    expect(yearsOf(order)).toEqual(['2022', '2025', '2026', '2024', '2023', '2022'])
    expect(order.slice(1, 6)).toEqual(['2025-01', '2025-02', '2025-03', '2025-Q1', '2025-04'])
    expect(order.slice(16, 20)).toEqual(['2025-Q4', '2025', '2026-01', '2026-02'])
    expect(order.slice(-2)).toEqual(['2022-Q4', '2022'])
  })

  test('is that of the calendar within the only whole year and what follows it', () => {
    expect(orderOf('2025-01', 22)).toEqual(periodsOfMonths(monthsFrom('2025-01', 22)))
  })

  test('takes the newer year first where none is whole', () => {
    expect(orderOf('2024-11', 4)).toEqual(['2024-11', '2025-01', '2025-02', '2024-12'])
    expect(orderOf('2024-11', 1)).toEqual(['2024-11'])
    expect(inClosingOrder([])).toEqual([])
  })

  test('has each period once, after all that it is made of', () => {
    const spans = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 80 }))
    fc.assert(
      fc.property(spans, ([start, count]) => {
        const periods = periodsOfMonths(monthsFrom(monthsFrom('2020-01', start).at(-1) ?? '', count))
        const order = inClosingOrder(periods)
        expect(order.toSorted()).toEqual(periods.toSorted())
        expect(inYears(order).flat()).toEqual(order)
        for (const [place, period] of order.entries()) {
          const isPart = (other: Period) => monthsOf(other).every((month) => monthsOf(period).includes(month))
          expect(order.slice(place + 1).filter(isPart)).toEqual([])
        }
      }),
    )
  })
})
