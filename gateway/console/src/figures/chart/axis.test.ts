import { type MeasureName, measures } from '@shequ/schema/measures/measures'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatTick } from '../format-figure'
import { axisOf, ticksOf } from './axis'

const names = Object.keys(measures) as MeasureName[]

test('ends of axes are round, and those of shares are all', () => {
  expect(axisOf('PARTICIPATION_RATE', 61)).toEqual({ max: 100, step: 25 })
  expect(axisOf('PARTICIPATION_RATE', 1.7)).toEqual({ max: 2, step: 0.5 })
  expect(axisOf('BUDGET_PER_HEAD', 2.1)).toEqual({ max: 3, step: 1 })
  expect(axisOf('SESSIONS', 3)).toEqual({ max: 3, step: 1 })
})

test('no two ticks of an axis read alike, and each reads as what it is', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.double({ min: 0.0001, max: 1e7, noNaN: true }), (measure, most) => {
      const axis = axisOf(measure, most)
      const ticks = ticksOf(axis)
      const written = ticks.map((tick) => formatTick(measure, tick, axis.step, 'en'))
      expect(new Set(written).size).toBe(ticks.length)
      expect(ticks.length).toBeLessThanOrEqual(5)
      expect(axis.max).toBeGreaterThanOrEqual(most * (1 - 1e-9))
    }),
    { seed: 18, numRuns: 300 },
  )
})

test('ticks are in the unit of the measure', () => {
  expect(formatTick('SATISFACTION', 25, 25, 'en')).toBe('25%')
  expect(formatTick('PARTICIPATION_RATE', 1.5, 0.5, 'zh')).toBe('1.5%')
  expect(formatTick('BUDGET_PER_HEAD', 0.005, 0.005, 'en')).toBe('¥0.005')
})
