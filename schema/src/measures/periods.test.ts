import { expect, test } from '@jest/globals'
import { daysOf, monthAfter } from './periods.js'

test('the month after a month has a year of four digits', () => {
  expect(monthAfter('0025-03')).toBe('0025-04')
  expect(monthAfter('0099-12')).toBe('0100-01')
  expect(monthAfter('2024-12')).toBe('2025-01')
  expect(daysOf('0025-Q1')).toEqual({ from: '0025-01-01', before: '0025-04-01' })
})
